// Made by scripts/generate.mjs. Do not edit.
export const validate = validate21;

const schema6 = {"type":"object","required":["name","given","expect"],"properties":{"name":{"type":"string","minLength":1,"maxLength":200},"given":{"type":"object","properties":{"at":{"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$"},"facts":{"type":"object"},"events":{"type":"array","maxItems":100,"items":{"type":"string","minLength":1,"maxLength":200}},"history":{"type":"array","maxItems":100,"items":{"type":"object","required":["outcome","secondsAgo"],"properties":{"outcome":{"type":"string","pattern":"^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"},"secondsAgo":{"type":"number","minimum":0,"maximum":31536000},"ruleId":{"type":"string"}},"additionalProperties":false}},"availability":{"type":"string","pattern":"^(available|unavailable|unknown)$"},"consent":{"type":"string","pattern":"^(granted|denied)$"}},"additionalProperties":false},"expect":{"type":["string","object"],"pattern":"^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$","required":["outcome"],"properties":{"outcome":{"type":"string","pattern":"^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"},"reason":{"type":"string","pattern":"^(not_matched|needs_more|suppressed_by_rule|lower_priority|excluded_by_group|not_in_sample|held_out|outside_schedule|limit_reached|quiet_period|too_soon|no_consent|privacy_signal|excluded_page|paused|not_rolled_out|disabled|invalid_rule|chat_in_progress|invitation_open|other_tab|visitor_busy|tab_hidden|agents_unavailable|queue_closed|wait_too_long|availability_unknown|rate_limited|sdk_not_ready|engine_unavailable|engine_disagrees|assets_unavailable|withdrawn_by_condition|navigated_away|no_longer_matched)$"}},"additionalProperties":false}},"additionalProperties":false,"definitions":{}};
const pattern0 = new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$", "u");
const pattern1 = new RegExp("^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$", "u");
const pattern2 = new RegExp("^(available|unavailable|unknown)$", "u");
const pattern3 = new RegExp("^(granted|denied)$", "u");
const pattern6 = new RegExp("^(not_matched|needs_more|suppressed_by_rule|lower_priority|excluded_by_group|not_in_sample|held_out|outside_schedule|limit_reached|quiet_period|too_soon|no_consent|privacy_signal|excluded_page|paused|not_rolled_out|disabled|invalid_rule|chat_in_progress|invitation_open|other_tab|visitor_busy|tab_hidden|agents_unavailable|queue_closed|wait_too_long|availability_unknown|rate_limited|sdk_not_ready|engine_unavailable|engine_disagrees|assets_unavailable|withdrawn_by_condition|navigated_away|no_longer_matched)$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "name"}});
errors++;
}
if(data.given === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "given"}});
errors++;
}
if(data.expect === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "expect"}});
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "given")) || (key0 === "expect"))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"maxLength",params:{limit: 200}});
errors++;
}
if(data0.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.given !== undefined){
let data1 = data.given;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!((((((key1 === "at") || (key1 === "facts")) || (key1 === "events")) || (key1 === "history")) || (key1 === "availability")) || (key1 === "consent"))){
(vErrors ??= []).push({instancePath:instancePath+"/given",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data1.at !== undefined){
let data2 = data1.at;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/given/at",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/at",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data1.facts !== undefined){
let data3 = data1.facts;
if(!(data3 && typeof data3 == "object" && !Array.isArray(data3))){
(vErrors ??= []).push({instancePath:instancePath+"/given/facts",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data1.events !== undefined){
let data4 = data1.events;
if(Array.isArray(data4)){
if(data4.length > 100){
(vErrors ??= []).push({instancePath:instancePath+"/given/events",keyword:"maxItems",params:{limit: 100}});
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(data5.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/given/events/" + i0,keyword:"maxLength",params:{limit: 200}});
errors++;
}
if(data5.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/given/events/" + i0,keyword:"minLength",params:{limit: 1}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/events/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/events",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data1.history !== undefined){
let data6 = data1.history;
if(Array.isArray(data6)){
if(data6.length > 100){
(vErrors ??= []).push({instancePath:instancePath+"/given/history",keyword:"maxItems",params:{limit: 100}});
errors++;
}
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.outcome === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"required",params:{missingProperty: "outcome"}});
errors++;
}
if(data7.secondsAgo === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"required",params:{missingProperty: "secondsAgo"}});
errors++;
}
for(const key2 in data7){
if(!(((key2 === "outcome") || (key2 === "secondsAgo")) || (key2 === "ruleId"))){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data7.outcome !== undefined){
let data8 = data7.outcome;
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/outcome",keyword:"pattern",params:{pattern: "^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/outcome",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.secondsAgo !== undefined){
let data9 = data7.secondsAgo;
if(typeof data9 == "number"){
if(data9 > 31536000 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/secondsAgo",keyword:"maximum",params:{limit: 31536000}});
errors++;
}
if(data9 < 0 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/secondsAgo",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/secondsAgo",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data7.ruleId !== undefined){
if(typeof data7.ruleId !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/ruleId",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data1.availability !== undefined){
let data11 = data1.availability;
if(typeof data11 === "string"){
if(!pattern2.test(data11)){
(vErrors ??= []).push({instancePath:instancePath+"/given/availability",keyword:"pattern",params:{pattern: "^(available|unavailable|unknown)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/availability",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data1.consent !== undefined){
let data12 = data1.consent;
if(typeof data12 === "string"){
if(!pattern3.test(data12)){
(vErrors ??= []).push({instancePath:instancePath+"/given/consent",keyword:"pattern",params:{pattern: "^(granted|denied)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/consent",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.expect !== undefined){
let data13 = data.expect;
if((typeof data13 !== "string") && (!(data13 && typeof data13 == "object" && !Array.isArray(data13)))){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"type",params:{type: schema6.properties.expect.type}});
errors++;
}
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"pattern",params:{pattern: "^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"}});
errors++;
}
}
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.outcome === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"required",params:{missingProperty: "outcome"}});
errors++;
}
for(const key3 in data13){
if(!((key3 === "outcome") || (key3 === "reason"))){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
if(data13.outcome !== undefined){
let data14 = data13.outcome;
if(typeof data14 === "string"){
if(!pattern1.test(data14)){
(vErrors ??= []).push({instancePath:instancePath+"/expect/outcome",keyword:"pattern",params:{pattern: "^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/expect/outcome",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data13.reason !== undefined){
let data15 = data13.reason;
if(typeof data15 === "string"){
if(!pattern6.test(data15)){
(vErrors ??= []).push({instancePath:instancePath+"/expect/reason",keyword:"pattern",params:{pattern: "^(not_matched|needs_more|suppressed_by_rule|lower_priority|excluded_by_group|not_in_sample|held_out|outside_schedule|limit_reached|quiet_period|too_soon|no_consent|privacy_signal|excluded_page|paused|not_rolled_out|disabled|invalid_rule|chat_in_progress|invitation_open|other_tab|visitor_busy|tab_hidden|agents_unavailable|queue_closed|wait_too_long|availability_unknown|rate_limited|sdk_not_ready|engine_unavailable|engine_disagrees|assets_unavailable|withdrawn_by_condition|navigated_away|no_longer_matched)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/expect/reason",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
