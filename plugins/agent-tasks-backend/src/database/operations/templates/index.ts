export * from './findTemplateVersion';
export * from './listTemplateVersions';
export * from './recordTemplateVersion';
export * from './templateHistory';
