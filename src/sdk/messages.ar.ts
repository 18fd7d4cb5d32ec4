import type { Messages } from './messages.ts';

/** What the SDK core says to a visitor, in Arabic. */
export const messages: Messages = {
  openChat: 'الدردشة معنا',
  openChatUnread: {
    zero: 'الدردشة معنا، الرسائل غير المقروءة: #',
    one: 'الدردشة معنا، الرسائل غير المقروءة: #',
    two: 'الدردشة معنا، الرسائل غير المقروءة: #',
    few: 'الدردشة معنا، # رسائل غير مقروءة',
    many: 'الدردشة معنا، # رسالة غير مقروءة',
    other: 'الدردشة معنا، # رسالة غير مقروءة',
  },
  openingChat: 'جارٍ فتح الدردشة',
  invitationTitle: 'الدردشة معنا',
  invitationMessage: 'مرحبًا! هل لديكم أي أسئلة؟ يسعدني مساعدتكم.',
  accept: 'بدء الدردشة',
  decline: 'لا، شكرًا',
  close: 'إغلاق',
  windowFailedTitle: 'تعذّر فتح الدردشة',
  windowFailedText: 'يُرجى التحقق من الاتصال ثم المحاولة مرة أخرى.',
  tryAgain: 'المحاولة مرة أخرى',
};
