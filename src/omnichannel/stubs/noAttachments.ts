/**
 * Stands in for the attachment client, which would put a frame from another origin into the page. With no client,
 * a widget that allows attachments still starts, and a message that carries one arrives without it.
 */
function createAttachmentClient(): Promise<undefined> {
  return Promise.resolve(undefined);
}

export { createAttachmentClient as default };
