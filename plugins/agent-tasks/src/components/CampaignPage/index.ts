export { CampaignLink } from './CampaignLink';
export { CampaignPage } from './CampaignPage';
export { EntityCampaigns } from './EntityCampaigns';
