import type { CallActions } from '@sidetone/phone';
import { Ellipsis, type LucideIcon } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import styles from './CallMenu.module.css';

export interface CallMenuItem {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: string;
  /** Without an action the item is disabled. */
  readonly action: CallActions['hold'];
}

/** What one needs now and then in a call, by name. */
export function CallMenu({ items }: { readonly items: readonly CallMenuItem[] }) {
  const { t } = useTranslation();
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={t('call.more')} kind="stage" size="large" tip="above" action={nothing} />
      <Popover className={styles.popover ?? ''} placement="top" offset={12}>
        <Menu className={styles.menu ?? ''} aria-label={t('call.more')}>
          {items.map(({ id, icon: Icon, label, action }) => (
            <MenuItem
              key={id}
              id={id}
              className={styles.item ?? ''}
              textValue={label}
              isDisabled={action === undefined}
              onAction={() => action?.()}
            >
              <Icon aria-hidden="true" />
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The trigger opens the menu. */
const nothing = (): void => undefined;
