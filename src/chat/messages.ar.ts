import type { Messages } from './messages.ts';

/** What the chat window says to a visitor, in Arabic. */
export const messages: Messages = {
  title: 'الدردشة معنا',
  minimize: 'تصغير الدردشة',
  close: 'إغلاق الدردشة',

  connecting: 'جارٍ الاتصال…',
  connected: 'تم الاتصال',
  waiting: 'في انتظار أحد موظفينا',
  welcome: 'شكرًا لتواصلكم معنا. يمكنكم الكتابة من الآن، وسيقرأ رسالتكم من يرد عليكم.',
  talkingWith: (name: string): string => `تتحدثون الآن مع ${name}`,
  ended: 'انتهت المحادثة',
  closed: 'مغلق',
  notConnected: 'لا يوجد اتصال',

  beforeChat: 'قبل أن نبدأ',
  momentTitle: 'لحظة من فضلكم…',
  startChat: 'بدء الدردشة',
  readyTitle: 'نحن في خدمتكم',
  readyText: 'ابدؤوا الدردشة وأخبرونا كيف يمكننا مساعدتكم.',
  required: 'يُرجى الإجابة عن هذا السؤال.',
  invalid: 'يُرجى التحقق من هذه الإجابة.',
  yourAnswer: 'إجابتكم',
  choose: 'يُرجى الاختيار…',

  earlierTitle: 'لديكم محادثة مفتوحة',
  earlierText: 'لم تنتهِ المحادثة بعد. هل تودّون متابعتها؟',
  earlierContinue: 'متابعتها',
  earlierNew: 'بدء محادثة جديدة',

  loadingTitle: 'جارٍ توصيلكم…',
  loadingText: 'لن يستغرق ذلك سوى لحظات.',
  outOfOfficeTitle: 'نحن خارج أوقات العمل الآن',
  outOfOfficeText: 'لا يوجد من يرد عليكم في الوقت الحالي. يسعدنا تواصلكم معنا خلال أوقات العمل.',
  opensToday: (time: string): string => `نعود لخدمتكم اليوم في الساعة ${time}.`,
  opensOn: (day: string, time: string): string => `نعود لخدمتكم يوم ${day} في الساعة ${time}.`,
  errorTitle: 'تعذّر توصيلكم',
  errorText: 'يُرجى التحقق من الاتصال ثم المحاولة مرة أخرى.',
  signInTitle: 'يُرجى تسجيل الدخول للدردشة',
  signInText: 'بعد تسجيل الدخول في هذا الموقع، حاولوا مرة أخرى.',
  tryAgain: 'المحاولة مرة أخرى',
  closePane: 'إغلاق',

  messages: 'الرسائل',
  you: 'أنتم',
  agent: 'موظف الدعم',
  bot: 'المساعد الآلي',
  isTyping: (name: string): string => `جارٍ كتابة رسالة من ${name}…`,
  sending: 'جارٍ الإرسال…',
  unsent: 'لم تُرسل',

  showMore: 'عرض المزيد',
  showLess: 'عرض أقل',
  suggestions: 'إجابات مقترحة',
  cardUnreadable: 'لا يمكن عرض هذه الرسالة هنا.',
  answered: 'تمت الإجابة',
  save: 'حفظ هذه المحادثة',

  yourMessage: 'رسالتكم',
  writeMessage: 'اكتبوا رسالة…',
  send: 'إرسال',

  endedText: 'انتهت المحادثة',

  afterChat: 'أخبرونا برأيكم',
  survey: 'استبيان حول هذه المحادثة',
  surveyText: 'انتهت المحادثة. هل تودّون إخبارنا برأيكم فيها؟',
  openInNewTab: 'فتح في علامة تبويب جديدة',
  inNewTab: '(يُفتح في علامة تبويب جديدة)',

  confirmTitle: 'هل تريدون إنهاء هذه المحادثة؟',
  confirmText: 'سيظهر لموظف الدعم أنكم غادرتم الدردشة.',
  confirmTextAlone: 'لا يمكن متابعتها لاحقًا.',
  confirmEnd: 'إنهاء الدردشة',
  confirmStay: 'متابعة الدردشة',
};
