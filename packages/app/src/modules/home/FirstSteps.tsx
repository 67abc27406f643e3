import { Link } from '@backstage/core-components';
import { List, ListItem, ListItemIcon, ListItemText } from '@material-ui/core';
import AddCircleOutlineIcon from '@material-ui/icons/AddCircleOutline';
import CategoryOutlinedIcon from '@material-ui/icons/CategoryOutlined';
import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';

const steps = [
  {
    to: '/create/templates/default/create-service',
    icon: <AddCircleOutlineIcon />,
    title: 'Create a service',
    text: 'A repository, a component in the catalog, and a first task for an agent.',
  },
  {
    to: '/agent-tasks',
    icon: <PlaylistAddCheckIcon />,
    title: 'See what the agents do',
    text: 'What runs, what waits for a person, and what is to be reviewed.',
  },
  {
    to: '/catalog/default/component/checkout-api',
    icon: <CategoryOutlinedIcon />,
    title: 'Open a component of yours',
    text: 'Its page has the tasks of its repository, and starts new ones.',
  },
];

export const FirstSteps = () => (
  <List disablePadding>
    {steps.map(({ to, icon, title, text }) => (
      <ListItem key={to} button component={Link} to={to}>
        <ListItemIcon>{icon}</ListItemIcon>
        <ListItemText primary={title} secondary={text} />
      </ListItem>
    ))}
  </List>
);
