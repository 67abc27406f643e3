import { Content, InfoCard } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { Grid, Typography } from '@material-ui/core';
import { FirstSteps } from './FirstSteps';

/** Of all widgets that the plugins bring, those that fit this portal. */
const besideTheSteps = /^home-page-widget:(agent-tasks|notifications)/;
const belowTheSteps = /^home-page-widget:home\/starred-entities$/;

export const HomePage = ({ widgets }: HomePageLayoutProps) => {
  const title = useApi(configApiRef).getOptionalString('app.title');
  const those = (pattern: RegExp) =>
    widgets
      .filter(({ node }) => pattern.test(node.spec.id))
      .map(({ node, component }) => (
        <Grid item key={node.spec.id}>
          {component}
        </Grid>
      ));

  return (
    <Content>
      <Typography variant="h4" component="h1" gutterBottom>
        {title}
      </Typography>
      <Grid container spacing={3}>
        <Grid item xs={12} md={6}>
          <Grid container direction="column" spacing={3}>
            <Grid item>
              <InfoCard title="First steps" noPadding>
                <FirstSteps />
              </InfoCard>
            </Grid>
            {those(belowTheSteps)}
          </Grid>
        </Grid>
        <Grid item xs={12} md={6}>
          <Grid container direction="column" spacing={3}>
            {those(besideTheSteps)}
          </Grid>
        </Grid>
      </Grid>
    </Content>
  );
};
