import { Content, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  Avatar,
  Box,
  List,
  ListItem,
  ListItemAvatar,
  ListItemText,
  Paper,
  Typography,
} from '@material-ui/core';

export type Person = { name: string; title: string; role: string };

const initials = (title: string) =>
  title
    .split(' ')
    .map(([letter]) => letter)
    .join('');

/** Everybody who can be chosen, and what for. */
export const PeoplePage = (props: {
  people: Person[];
  onChoose(name: string): void;
}) => {
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <Page themeId="home">
      <Content>
        <Box maxWidth={560} mx="auto" mt={{ xs: 2, md: 8 }}>
          <Typography variant="h4" component="h1" gutterBottom>
            {title}
          </Typography>
          <Typography color="textSecondary" paragraph>
            Choose who you are. Some things take two: nobody approves what they
            have asked for.
          </Typography>
          <Paper variant="outlined">
            <List disablePadding>
              {props.people.map((person, index) => (
                <ListItem
                  key={person.name}
                  button
                  divider={index < props.people.length - 1}
                  onClick={() => props.onChoose(person.name)}
                >
                  <ListItemAvatar>
                    <Avatar aria-hidden>{initials(person.title)}</Avatar>
                  </ListItemAvatar>
                  <ListItemText
                    primary={person.title}
                    secondary={person.role}
                  />
                </ListItem>
              ))}
            </List>
          </Paper>
        </Box>
      </Content>
    </Page>
  );
};
