import SmartToyIcon from '@mui/icons-material/SmartToyOutlined';
import type { SvgIconProps } from '@mui/material/SvgIcon';

/** Stands for the plugin in the navigation. */
export function AgentTasksIcon(props: SvgIconProps) {
  return <SmartToyIcon {...props} />;
}
