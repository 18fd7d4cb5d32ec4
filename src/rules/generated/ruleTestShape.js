// Made by scripts/generate.mjs. Do not edit.
export const validate = validate21;
const pattern0 = new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$", "u");
const pattern1 = new RegExp("^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$", "u");
const pattern2 = new RegExp("^(available|unavailable|unknown)$", "u");
const pattern3 = new RegExp("^(granted|denied)$", "u");
const pattern6 = new RegExp("^(not_matched|needs_more|suppressed_by_rule|lower_priority|excluded_by_group|not_in_sample|held_out|outside_schedule|limit_reached|quiet_period|too_soon|no_consent|privacy_signal|excluded_page|paused|not_rolled_out|disabled|invalid_rule|chat_in_progress|invitation_open|other_tab|visitor_busy|tab_hidden|agents_unavailable|queue_closed|wait_too_long|availability_unknown|rate_limited|sdk_not_ready|engine_unavailable|engine_disagrees|assets_unavailable|withdrawn_by_condition|navigated_away|no_longer_matched)$", "u");
function validate21(data, {instancePath=""}={}){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "name"}});
}
if(data.given === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "given"}});
}
if(data.expect === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "expect"}});
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "given")) || (key0 === "expect"))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"maxLength",params:{limit: 200}});
}
if(data0.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{type: "string"}});
}
}
if(data.given !== undefined){
let data1 = data.given;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!((((((key1 === "at") || (key1 === "facts")) || (key1 === "events")) || (key1 === "history")) || (key1 === "availability")) || (key1 === "consent"))){
(vErrors ??= []).push({instancePath:instancePath+"/given",keyword:"additionalProperties",params:{additionalProperty: key1}});
}
}
if(data1.at !== undefined){
let data2 = data1.at;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/given/at",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/at",keyword:"type",params:{type: "string"}});
}
}
if(data1.facts !== undefined){
let data3 = data1.facts;
if(!(data3 && typeof data3 == "object" && !Array.isArray(data3))){
(vErrors ??= []).push({instancePath:instancePath+"/given/facts",keyword:"type",params:{type: "object"}});
}
}
if(data1.events !== undefined){
let data4 = data1.events;
if(Array.isArray(data4)){
if(data4.length > 100){
(vErrors ??= []).push({instancePath:instancePath+"/given/events",keyword:"maxItems",params:{limit: 100}});
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(data5.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/given/events/" + i0,keyword:"maxLength",params:{limit: 200}});
}
if(data5.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/given/events/" + i0,keyword:"minLength",params:{limit: 1}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/events/" + i0,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/events",keyword:"type",params:{type: "array"}});
}
}
if(data1.history !== undefined){
let data6 = data1.history;
if(Array.isArray(data6)){
if(data6.length > 100){
(vErrors ??= []).push({instancePath:instancePath+"/given/history",keyword:"maxItems",params:{limit: 100}});
}
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.outcome === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"required",params:{missingProperty: "outcome"}});
}
if(data7.secondsAgo === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"required",params:{missingProperty: "secondsAgo"}});
}
for(const key2 in data7){
if(!(((key2 === "outcome") || (key2 === "secondsAgo")) || (key2 === "ruleId"))){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"additionalProperties",params:{additionalProperty: key2}});
}
}
if(data7.outcome !== undefined){
let data8 = data7.outcome;
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/outcome",keyword:"pattern",params:{pattern: "^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/outcome",keyword:"type",params:{type: "string"}});
}
}
if(data7.secondsAgo !== undefined){
let data9 = data7.secondsAgo;
if(typeof data9 == "number"){
if(data9 > 31536000){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/secondsAgo",keyword:"maximum",params:{limit: 31536000}});
}
if(data9 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/secondsAgo",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/secondsAgo",keyword:"type",params:{type: "number"}});
}
}
if(data7.ruleId !== undefined){
if(typeof data7.ruleId !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1+"/ruleId",keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history/" + i1,keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/history",keyword:"type",params:{type: "array"}});
}
}
if(data1.availability !== undefined){
let data11 = data1.availability;
if(typeof data11 === "string"){
if(!pattern2.test(data11)){
(vErrors ??= []).push({instancePath:instancePath+"/given/availability",keyword:"pattern",params:{pattern: "^(available|unavailable|unknown)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/availability",keyword:"type",params:{type: "string"}});
}
}
if(data1.consent !== undefined){
let data12 = data1.consent;
if(typeof data12 === "string"){
if(!pattern3.test(data12)){
(vErrors ??= []).push({instancePath:instancePath+"/given/consent",keyword:"pattern",params:{pattern: "^(granted|denied)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given/consent",keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/given",keyword:"type",params:{type: "object"}});
}
}
if(data.expect !== undefined){
let data13 = data.expect;
if((typeof data13 !== "string") && (!(data13 && typeof data13 == "object" && !Array.isArray(data13)))){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"type",params:{type: ["string","object"]}});
}
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"pattern",params:{pattern: "^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"}});
}
}
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.outcome === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"required",params:{missingProperty: "outcome"}});
}
for(const key3 in data13){
if(!((key3 === "outcome") || (key3 === "reason"))){
(vErrors ??= []).push({instancePath:instancePath+"/expect",keyword:"additionalProperties",params:{additionalProperty: key3}});
}
}
if(data13.outcome !== undefined){
let data14 = data13.outcome;
if(typeof data14 === "string"){
if(!pattern1.test(data14)){
(vErrors ??= []).push({instancePath:instancePath+"/expect/outcome",keyword:"pattern",params:{pattern: "^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/expect/outcome",keyword:"type",params:{type: "string"}});
}
}
if(data13.reason !== undefined){
let data15 = data13.reason;
if(typeof data15 === "string"){
if(!pattern6.test(data15)){
(vErrors ??= []).push({instancePath:instancePath+"/expect/reason",keyword:"pattern",params:{pattern: "^(not_matched|needs_more|suppressed_by_rule|lower_priority|excluded_by_group|not_in_sample|held_out|outside_schedule|limit_reached|quiet_period|too_soon|no_consent|privacy_signal|excluded_page|paused|not_rolled_out|disabled|invalid_rule|chat_in_progress|invitation_open|other_tab|visitor_busy|tab_hidden|agents_unavailable|queue_closed|wait_too_long|availability_unknown|rate_limited|sdk_not_ready|engine_unavailable|engine_disagrees|assets_unavailable|withdrawn_by_condition|navigated_away|no_longer_matched)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/expect/reason",keyword:"type",params:{type: "string"}});
}
}
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
}
validate21.errors = vErrors;
return vErrors === null;
}
