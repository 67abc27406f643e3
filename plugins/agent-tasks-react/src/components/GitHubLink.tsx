import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { agentTasksTranslationRef } from '../translation';
import { gitHubUrl } from './gitHubUrl';

/**
 * A link to GitHub. An address that leads elsewhere is no link, and says so.
 *
 * @public
 */
export function GitHubLink(props: {
  /** As GitHub gave it. */
  url: string;
  /** Host of the repository, with its port where it has one. */
  host: string;
  children: ReactNode;
  'aria-label'?: string;
}) {
  const { url, host, children, ...rest } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const href = gitHubUrl(url, host);
  if (href) {
    return (
      <Link to={href} {...rest}>
        {children}
      </Link>
    );
  }
  return (
    <Tooltip title={t('link.elsewhere', { host })} describeChild>
      <Box
        component="span"
        // the tooltip has to be reached without a pointer, too
        tabIndex={0}
        sx={{ textDecoration: 'underline dotted' }}
      >
        {children}
      </Box>
    </Tooltip>
  );
}
