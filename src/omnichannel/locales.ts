/** Locales the service accepts besides the default, each behind the number by which a widget’s configuration names it. */
const locales =
  '1025ar-sa 1026bg-bg 1027ca-es 1028zh-tw 1029cs-cz 1030da-dk 1031de-de 1032el-gr 1035fi-fi 1036fr-fr ' +
  '1037he-il 1038hu-hu 1040it-it 1041ja-jp 1042ko-kr 1043nl-nl 1044nb-no 1045pl-pl 1046pt-br 1048ro-ro 1049ru-ru ' +
  '1050hr-hr 1051sk-sk 1053sv-se 1054th-th 1055tr-tr 1057id-id 1058uk-ua 1060sl-si 1061et-ee 1062lv-lv 1063lt-lt ' +
  '1066vi-vn 1069eu-es 1081hi-in 1086ms-my 1087kk-kz 1110gl-es 2052zh-cn 2070pt-pt 2074sr-latn-cs 3076zh-hk ' +
  '3082es-es 3098sr-cyrl-cs';

export const defaultLocale = 'en-us';

/** Locale of a widget from its `msdyn_localeid`; the default for any other number. */
export function localeFromId(id: string): string {
  return (
    locales
      .split(' ')
      .find((entry) => entry.slice(0, 4) === id)
      ?.slice(4) ?? defaultLocale
  );
}
