import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import {
  Content,
  ContentHeader,
  Header as LegacyHeader,
  Page,
} from '@backstage/core-components';
import {
  BreadcrumbEntry,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import Box from '@mui/material/Box';
import { ReactNode, useContext } from 'react';
import { useLocation } from 'react-router-dom';
import { FrameContext } from './FrameContext';

/** A title may be a sentence; all of it is shown. */
const wholeTitle = {
  '& .bui-HeaderContent': {
    alignItems: 'flex-start',
    flexWrap: { xs: 'wrap', sm: 'nowrap' },
  },
  '& .bui-HeaderTitleStack': {
    flexBasis: 200,
    height: 'auto',
    overflow: 'visible',
  },
  '& .bui-HeaderBreadcrumbs': { position: 'static', transform: 'none' },
  '& .bui-HeaderTitle': { whiteSpace: 'normal', overflowWrap: 'anywhere' },
};

/** The header of Backstage around a page, in either frontend system. */
export function PageFrame(props: {
  title: string;
  actions?: ReactNode;
  /** Whether the page lies below the plugin's first page. */
  nested?: boolean;
  /** Where the plugin's first page is. */
  parentHref: string;
  children: ReactNode;
}) {
  const { title, actions, nested, parentHref, children } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { pathname } = useLocation();
  const frame = useContext(FrameContext);
  const pluginTitle = t('plugin.title');
  if (frame === 'plugin') {
    const page = (
      <>
        <Box sx={wholeTitle}>
          <Header title={title} customActions={actions} />
        </Box>
        <Container>
          <Box sx={{ pb: 4 }}>{children}</Box>
        </Container>
      </>
    );
    return nested ? (
      <BreadcrumbEntry entry={{ label: title, href: pathname }}>
        {page}
      </BreadcrumbEntry>
    ) : (
      page
    );
  }
  return (
    <Page themeId="tool">
      <LegacyHeader
        title={title}
        type={nested ? pluginTitle : undefined}
        typeLink={nested ? parentHref : undefined}
        pageTitleOverride={title}
      />
      <Content>
        {actions && <ContentHeader title="">{actions}</ContentHeader>}
        {children}
      </Content>
    </Page>
  );
}
