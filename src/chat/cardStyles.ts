/** What a drawn card has besides the fields of every survey, by the class names of the library. */
export const cardStyles = `
.survey-card .ac-adaptiveCard { padding: 0 !important; outline: none; }
.survey-card .ac-input-container { min-inline-size: 0; }
.survey-card div { overflow: visible !important; }
.survey-card .ac-richTextBlock, .survey-card .ac-textBlock { overflow-wrap: anywhere; }
.survey-card .ac-input-container + .ac-textBlock { margin-block-start: .375em; }
.survey-card .ac-toggleInput, .survey-card .ac-choiceSetInput-expanded > div, .survey-card .ac-choiceSetInput-multiSelect > div {
  min-block-size: max(var(--_target), 2em); column-gap: .375em;
}
.survey-card .ac-toggleInput > label, .survey-card .ac-choiceSetInput-expanded label, .survey-card .ac-choiceSetInput-multiSelect label {
  display: flex !important; align-items: center; flex: 1; min-block-size: var(--_target); margin: 0 !important; cursor: pointer;
}
.survey-card .ac-pushButton, .survey-card .ac-inlineActionButton {
  min-block-size: var(--_target); padding: .375em 1em; border: 1px solid var(--_line-strong);
  border-radius: var(--_radius-control); background: transparent; color: var(--_ink); font-size: .9375em;
  font-weight: 600; line-height: 1.25; gap: .5em;
}
.survey-card .ac-pushButton:hover, .survey-card .ac-inlineActionButton:hover { background: var(--_surface-sunken); }
.survey-card .ac-pushButton.primary { border-color: transparent; background: var(--_accent); color: var(--_on-accent); }
.survey-card .ac-pushButton.primary:hover { background: var(--_accent-hover); }
.survey-card .ac-pushButton-disabled { opacity: .6; }
.survey-card .ac-pushButton.expandable::after {
  content: ''; flex: none; inline-size: .45em; block-size: .45em; border: solid currentColor; border-width: 0 2px 2px 0;
  transform: translateY(-.15em) rotate(45deg);
}
.survey-card .ac-pushButton.expanded::after { transform: translateY(.1em) rotate(225deg); }
.survey-card .ac-adaptiveCard .ac-adaptiveCard {
  margin: .625em 0 0 !important; padding: .875em !important; border: 1px solid var(--_line-strong);
  border-radius: var(--_radius-control); background: var(--_surface) !important;
}
.survey-card div.ac-selectable { cursor: pointer; }
.survey-card .ac-factset { display: grid !important; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: .25em .75em; }
.survey-card .ac-factset tr { display: contents; }
.survey-card .ac-factset td { max-inline-size: none !important; min-inline-size: 0; }
.survey-card .ac-factset td:not([class]) { display: none; }
.survey-card .ac-image { max-inline-size: 100%; }
@media (max-width: 15em) {
  .survey-card .ac-factset { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .survey-card .ac-fact-value { margin-block-end: .375em; }
  .survey-card .ac-adaptiveCard .ac-adaptiveCard { padding: .25em !important; }
  .survey-card .ac-pushButton { padding-inline: .25em; }
}
`;
