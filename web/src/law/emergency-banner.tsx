import { Link } from '@tanstack/react-router';
import { useMe } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import classes from './law.module.css';
import { useEmergencies } from './use-law.ts';

/** Above every page: that emergency access lasts, to whoever took it; that some waits for a review, to those who review. */
export function EmergencyBanner() {
  const me = useMe();
  const { data } = useEmergencies();
  if (!data) return null;
  const now = new Date().toISOString();
  const mine = data.emergencies.find(({ account, until }) => account === me.data?.account && until > now);
  const waiting = data.mayReview
    ? data.emergencies.filter(({ account, review }) => !review && account !== me.data?.account).length
    : 0;
  if (!mine && waiting === 0) return null;
  return (
    <div role="status" className={classes.banner}>
      {mine && (
        <span>
          Emergency access until {instant(mine.until)} UTC: every look is reviewed by somebody else.
        </span>
      )}
      {waiting > 0 && (
        <span>
          {waiting === 1 ? 'An emergency access waits' : `${waiting} emergency accesses wait`} for a review.
        </span>
      )}
      <Link to="/law" search={{ view: 'emergency' }}>
        Look at it
      </Link>
    </div>
  );
}
