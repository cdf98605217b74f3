import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';

/** What every audit event of a request says it is about. Its package must be loaded. */
export function aboutRequest(request: AccessRequest) {
  return {
    subject: { type: 'AccessRequest', id: request.id },
    requestId: request.id,
    targetId: request.target.id,
    accessPackageId: request.accessPackage.id,
    catalogId: request.accessPackage.catalog.id,
  };
}
