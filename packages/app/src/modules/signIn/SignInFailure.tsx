import { Content, ErrorPanel, Page } from '@backstage/core-components';
import { Box, Button } from '@material-ui/core';

/** The backend may still be starting, or not know the person yet. */
export const SignInFailure = (props: {
  error?: Error;
  onChooseAgain(): void;
}) => (
  <Page themeId="home">
    <Content>
      <ErrorPanel
        title="You could not be signed in"
        error={props.error ?? new Error('The backend did not say why')}
      />
      <Box mt={2}>
        <Button
          variant="contained"
          color="primary"
          onClick={props.onChooseAgain}
        >
          Choose again
        </Button>
      </Box>
    </Content>
  </Page>
);
