import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core';
import GrainIcon from '@material-ui/icons/Grain';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
    // as far from the edge as the icons of the items below
    paddingLeft: 24,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    // the sidebar is dark in the light theme too
    color: theme.palette.common.white,
    whiteSpace: 'nowrap',
    fontSize: theme.typography.h6.fontSize,
    fontWeight: 700,
  },
}));

export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <GrainIcon />
        {isOpen && 'Acme'}
      </Link>
    </div>
  );
};
