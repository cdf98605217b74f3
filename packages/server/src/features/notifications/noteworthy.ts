import { type NoticeRights } from '@gatehouse/schema/notifications/notification.entity';
import { type NotificationKind } from '@gatehouse/schema/rules/vocabulary';

/** One fact for one or more people. The dedupe key makes it told once, however often it is found true. */
export interface Noteworthy {
  kind: NotificationKind;
  userIds: readonly string[];
  requestId?: string | null;
  stageId?: string | null;
  assignmentId?: string | null;
  taskId?: string | null;
  tokenId?: string | null;
  /** The service it is about, by its user. */
  serviceId?: string | null;
  /** GUEST_…: the person it is about, and when they will be deleted. */
  personId?: string | null;
  endsAt?: Date | null;
  /** Distinguishes several notices of one kind about one thing, such as the first and second reminder. */
  occurrence?: string;
  /** ACCESS_CHANGED: what came and went for whoever is told. */
  rights?: NoticeRights;
}
