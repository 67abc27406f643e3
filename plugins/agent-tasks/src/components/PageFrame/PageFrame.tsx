import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import {
  Content,
  ContentHeader,
  Header as LegacyHeader,
  HeaderTabs,
  Page,
} from '@backstage/core-components';
import {
  BreadcrumbEntry,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import Box from '@mui/material/Box';
import { ReactNode, useContext } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { FrameContext } from './FrameContext';
import { SectionName, useSections } from './useSections';

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
  '& .bui-HeaderTitle': {
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    // a sentence in a headline's size would fill a telephone
    fontSize: { xs: '1.25rem', sm: '1.5rem' },
    lineHeight: 1.3,
  },
};

/** The header of Backstage around a page, in either frontend system. */
export function PageFrame(props: {
  title: string;
  actions?: ReactNode;
  /** Which of the plugin's sections the page begins. */
  section?: SectionName;
  /** Whether the page lies below the plugin's first page. */
  nested?: boolean;
  /** Where the plugin's first page is. */
  parentHref: string;
  children: ReactNode;
}) {
  const { title, actions, section, nested, parentHref, children } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const frame = useContext(FrameContext);
  const sections = useSections();
  const tabs = section && sections.length > 1 ? sections : undefined;
  const pluginTitle = t('plugin.title');
  if (frame === 'plugin') {
    const page = (
      <main>
        <Box sx={wholeTitle}>
          <Header
            title={title}
            customActions={actions}
            tabs={tabs}
            activeTabId={section}
          />
        </Box>
        <Container>
          <Box sx={{ pb: 4 }}>{children}</Box>
        </Container>
      </main>
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
      {tabs && (
        <HeaderTabs
          tabs={tabs}
          selectedIndex={tabs.findIndex(tab => tab.id === section)}
          onChange={index => navigate(tabs[index].href)}
        />
      )}
      <Content>
        {actions && <ContentHeader title="">{actions}</ContentHeader>}
        {children}
      </Content>
    </Page>
  );
}
