import { Button, CopyButton, Modal } from '@mantine/core';
import classes from './accounts.module.css';

export interface Secret {
  readonly title: string;
  readonly value: string;
}

/** A secret that nobody can see again: not kept in plain anywhere. */
export function ShownOnce({ secret, onClose }: { readonly secret: Secret; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={secret.title} closeOnClickOutside={false} size="lg">
      <p className={classes.secret}>
        <code>{secret.value}</code>
        <CopyButton value={secret.value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </p>
      <p>It is shown only now. Give it to whoever it is for by a way that nobody else reads.</p>
      <Button onClick={onClose}>Done</Button>
    </Modal>
  );
}
