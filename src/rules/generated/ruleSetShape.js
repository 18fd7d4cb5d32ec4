// Made by scripts/generate.mjs. Do not edit.
export const validate = validate21;

const schema6 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://lcw-proactive-chat.example/schemas/rule-set.schema.json","type":"object","required":["formatVersion","id","version","rules"],"properties":{"$schema":{"type":"string"},"formatVersion":{"const":1},"id":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"version":{"type":"string","minLength":1,"maxLength":64},"defaultLanguage":{"type":"string","pattern":"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},"paused":{"type":"boolean"},"limits":{"$ref":"#/definitions/limits"},"availability":{"type":"object","required":["basis"],"properties":{"basis":{"type":"string","pattern":"^(agents|operatingHours|none)$"},"maxWaitMinutes":{"type":"number","minimum":0,"maximum":1440}},"additionalProperties":false},"conditions":{"type":"object","maxProperties":200,"additionalProperties":{}},"rules":{"type":"array","maxItems":500,"items":{"$ref":"#/definitions/rule"}}},"additionalProperties":false,"definitions":{"limits":{"type":"object","properties":{"max":{"type":"array","maxItems":10,"items":{"type":"object","required":["count"],"properties":{"count":{"type":"integer","minimum":1,"maximum":1000},"per":{"type":"string","pattern":"^(page|visit|visitor)$"},"perDays":{"type":"number","minimum":0.01,"maximum":90}},"additionalProperties":false}},"secondsBetween":{"type":"number","minimum":0,"maximum":7776000},"quietDaysAfter":{"type":"object","properties":{"accepted":{"type":"number","minimum":0,"maximum":90},"declined":{"type":"number","minimum":0,"maximum":90},"dismissed":{"type":"number","minimum":0,"maximum":90},"expired":{"type":"number","minimum":0,"maximum":90}},"additionalProperties":false}},"additionalProperties":false},"rule":{"type":"object","required":["id","conditions","invitation"],"properties":{"id":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"title":{"type":"string","minLength":1,"maxLength":200},"description":{"type":"string","minLength":1,"maxLength":2000},"enabled":{"type":"boolean"},"priority":{"type":"integer","minimum":1,"maximum":1000},"conditions":{},"withdrawWhen":{},"invitation":{"type":"object","required":["message"],"properties":{"message":{},"title":{},"showPrechat":{"type":"boolean"},"inNewWindow":{"type":"boolean"},"closeAfterSeconds":{"type":"number","minimum":20,"maximum":3600}},"additionalProperties":false},"context":{"type":"object","maxProperties":100,"additionalProperties":{}},"limits":{"$ref":"#/definitions/limits"},"tests":{"type":"array","maxItems":200,"items":{}}},"additionalProperties":false}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
const pattern1 = new RegExp("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "u");
const pattern3 = new RegExp("^(agents|operatingHours|none)$", "u");
const schema7 = {"type":"object","properties":{"max":{"type":"array","maxItems":10,"items":{"type":"object","required":["count"],"properties":{"count":{"type":"integer","minimum":1,"maximum":1000},"per":{"type":"string","pattern":"^(page|visit|visitor)$"},"perDays":{"type":"number","minimum":0.01,"maximum":90}},"additionalProperties":false}},"secondsBetween":{"type":"number","minimum":0,"maximum":7776000},"quietDaysAfter":{"type":"object","properties":{"accepted":{"type":"number","minimum":0,"maximum":90},"declined":{"type":"number","minimum":0,"maximum":90},"dismissed":{"type":"number","minimum":0,"maximum":90},"expired":{"type":"number","minimum":0,"maximum":90}},"additionalProperties":false}},"additionalProperties":false};
const pattern2 = new RegExp("^(page|visit|visitor)$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "max") || (key0 === "secondsBetween")) || (key0 === "quietDaysAfter"))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.max !== undefined){
let data0 = data.max;
if(Array.isArray(data0)){
if(data0.length > 10){
(vErrors ??= []).push({instancePath:instancePath+"/max",keyword:"maxItems",params:{limit: 10}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.count === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0,keyword:"required",params:{missingProperty: "count"}});
errors++;
}
for(const key1 in data1){
if(!(((key1 === "count") || (key1 === "per")) || (key1 === "perDays"))){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0,keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data1.count !== undefined){
let data2 = data1.count;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/count",keyword:"type",params:{type: "integer"}});
errors++;
}
if(typeof data2 == "number"){
if(data2 > 1000 || isNaN(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/count",keyword:"maximum",params:{limit: 1000}});
errors++;
}
if(data2 < 1 || isNaN(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/count",keyword:"minimum",params:{limit: 1}});
errors++;
}
}
}
if(data1.per !== undefined){
let data3 = data1.per;
if(typeof data3 === "string"){
if(!pattern2.test(data3)){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/per",keyword:"pattern",params:{pattern: "^(page|visit|visitor)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/per",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data1.perDays !== undefined){
let data4 = data1.perDays;
if(typeof data4 == "number"){
if(data4 > 90 || isNaN(data4)){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/perDays",keyword:"maximum",params:{limit: 90}});
errors++;
}
if(data4 < 0.01 || isNaN(data4)){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/perDays",keyword:"minimum",params:{limit: 0.01}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/perDays",keyword:"type",params:{type: "number"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0,keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.secondsBetween !== undefined){
let data5 = data.secondsBetween;
if(typeof data5 == "number"){
if(data5 > 7776000 || isNaN(data5)){
(vErrors ??= []).push({instancePath:instancePath+"/secondsBetween",keyword:"maximum",params:{limit: 7776000}});
errors++;
}
if(data5 < 0 || isNaN(data5)){
(vErrors ??= []).push({instancePath:instancePath+"/secondsBetween",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/secondsBetween",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data.quietDaysAfter !== undefined){
let data6 = data.quietDaysAfter;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 in data6){
if(!((((key2 === "accepted") || (key2 === "declined")) || (key2 === "dismissed")) || (key2 === "expired"))){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data6.accepted !== undefined){
let data7 = data6.accepted;
if(typeof data7 == "number"){
if(data7 > 90 || isNaN(data7)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/accepted",keyword:"maximum",params:{limit: 90}});
errors++;
}
if(data7 < 0 || isNaN(data7)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/accepted",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/accepted",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data6.declined !== undefined){
let data8 = data6.declined;
if(typeof data8 == "number"){
if(data8 > 90 || isNaN(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/declined",keyword:"maximum",params:{limit: 90}});
errors++;
}
if(data8 < 0 || isNaN(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/declined",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/declined",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data6.dismissed !== undefined){
let data9 = data6.dismissed;
if(typeof data9 == "number"){
if(data9 > 90 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/dismissed",keyword:"maximum",params:{limit: 90}});
errors++;
}
if(data9 < 0 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/dismissed",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/dismissed",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data6.expired !== undefined){
let data10 = data6.expired;
if(typeof data10 == "number"){
if(data10 > 90 || isNaN(data10)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/expired",keyword:"maximum",params:{limit: 90}});
errors++;
}
if(data10 < 0 || isNaN(data10)){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/expired",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/expired",keyword:"type",params:{type: "number"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"type":"object","required":["id","conditions","invitation"],"properties":{"id":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"title":{"type":"string","minLength":1,"maxLength":200},"description":{"type":"string","minLength":1,"maxLength":2000},"enabled":{"type":"boolean"},"priority":{"type":"integer","minimum":1,"maximum":1000},"conditions":{},"withdrawWhen":{},"invitation":{"type":"object","required":["message"],"properties":{"message":{},"title":{},"showPrechat":{"type":"boolean"},"inNewWindow":{"type":"boolean"},"closeAfterSeconds":{"type":"number","minimum":20,"maximum":3600}},"additionalProperties":false},"context":{"type":"object","maxProperties":100,"additionalProperties":{}},"limits":{"$ref":"#/definitions/limits"},"tests":{"type":"array","maxItems":200,"items":{}}},"additionalProperties":false};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "id"}});
errors++;
}
if(data.conditions === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "conditions"}});
errors++;
}
if(data.invitation === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "invitation"}});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema8.properties, key0))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.title !== undefined){
let data1 = data.title;
if(typeof data1 === "string"){
if(data1.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"maxLength",params:{limit: 200}});
errors++;
}
if(data1.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"minLength",params:{limit: 1}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 === "string"){
if(data2.length > 2000){
(vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"maxLength",params:{limit: 2000}});
errors++;
}
if(data2.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"minLength",params:{limit: 1}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.enabled !== undefined){
if(typeof data.enabled !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/enabled",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data.priority !== undefined){
let data4 = data.priority;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
(vErrors ??= []).push({instancePath:instancePath+"/priority",keyword:"type",params:{type: "integer"}});
errors++;
}
if(typeof data4 == "number"){
if(data4 > 1000 || isNaN(data4)){
(vErrors ??= []).push({instancePath:instancePath+"/priority",keyword:"maximum",params:{limit: 1000}});
errors++;
}
if(data4 < 1 || isNaN(data4)){
(vErrors ??= []).push({instancePath:instancePath+"/priority",keyword:"minimum",params:{limit: 1}});
errors++;
}
}
}
if(data.invitation !== undefined){
let data5 = data.invitation;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.message === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/invitation",keyword:"required",params:{missingProperty: "message"}});
errors++;
}
for(const key1 in data5){
if(!(((((key1 === "message") || (key1 === "title")) || (key1 === "showPrechat")) || (key1 === "inNewWindow")) || (key1 === "closeAfterSeconds"))){
(vErrors ??= []).push({instancePath:instancePath+"/invitation",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.showPrechat !== undefined){
if(typeof data5.showPrechat !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/showPrechat",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data5.inNewWindow !== undefined){
if(typeof data5.inNewWindow !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/inNewWindow",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data5.closeAfterSeconds !== undefined){
let data8 = data5.closeAfterSeconds;
if(typeof data8 == "number"){
if(data8 > 3600 || isNaN(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/closeAfterSeconds",keyword:"maximum",params:{limit: 3600}});
errors++;
}
if(data8 < 20 || isNaN(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/closeAfterSeconds",keyword:"minimum",params:{limit: 20}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/invitation/closeAfterSeconds",keyword:"type",params:{type: "number"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/invitation",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.context !== undefined){
let data9 = data.context;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 100){
(vErrors ??= []).push({instancePath:instancePath+"/context",keyword:"maxProperties",params:{limit: 100}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/context",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.limits !== undefined){
if(!(validate22(data.limits, {instancePath:instancePath+"/limits",parentData:data,parentDataProperty:"limits",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.tests !== undefined){
let data11 = data.tests;
if(Array.isArray(data11)){
if(data11.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/tests",keyword:"maxItems",params:{limit: 200}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/tests",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){

let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.formatVersion === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "formatVersion"}});
errors++;
}
if(data.id === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "id"}});
errors++;
}
if(data.version === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "version"}});
errors++;
}
if(data.rules === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "rules"}});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/$schema",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.formatVersion !== undefined){
if(1 !== data.formatVersion){
(vErrors ??= []).push({instancePath:instancePath+"/formatVersion",keyword:"const",params:{allowedValue: 1}});
errors++;
}
}
if(data.id !== undefined){
let data2 = data.id;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.version !== undefined){
let data3 = data.version;
if(typeof data3 === "string"){
if(data3.length > 64){
(vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"maxLength",params:{limit: 64}});
errors++;
}
if(data3.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"minLength",params:{limit: 1}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.defaultLanguage !== undefined){
let data4 = data.defaultLanguage;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
(vErrors ??= []).push({instancePath:instancePath+"/defaultLanguage",keyword:"pattern",params:{pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/defaultLanguage",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.paused !== undefined){
if(typeof data.paused !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/paused",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data.limits !== undefined){
if(!(validate22(data.limits, {instancePath:instancePath+"/limits",parentData:data,parentDataProperty:"limits",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.availability !== undefined){
let data7 = data.availability;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.basis === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/availability",keyword:"required",params:{missingProperty: "basis"}});
errors++;
}
for(const key1 in data7){
if(!((key1 === "basis") || (key1 === "maxWaitMinutes"))){
(vErrors ??= []).push({instancePath:instancePath+"/availability",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data7.basis !== undefined){
let data8 = data7.basis;
if(typeof data8 === "string"){
if(!pattern3.test(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/availability/basis",keyword:"pattern",params:{pattern: "^(agents|operatingHours|none)$"}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/availability/basis",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.maxWaitMinutes !== undefined){
let data9 = data7.maxWaitMinutes;
if(typeof data9 == "number"){
if(data9 > 1440 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/availability/maxWaitMinutes",keyword:"maximum",params:{limit: 1440}});
errors++;
}
if(data9 < 0 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/availability/maxWaitMinutes",keyword:"minimum",params:{limit: 0}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/availability/maxWaitMinutes",keyword:"type",params:{type: "number"}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/availability",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.conditions !== undefined){
let data10 = data.conditions;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/conditions",keyword:"maxProperties",params:{limit: 200}});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/conditions",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.rules !== undefined){
let data11 = data.rules;
if(Array.isArray(data11)){
if(data11.length > 500){
(vErrors ??= []).push({instancePath:instancePath+"/rules",keyword:"maxItems",params:{limit: 500}});
errors++;
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
if(!(validate24(data11[i0], {instancePath:instancePath+"/rules/" + i0,parentData:data11,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/rules",keyword:"type",params:{type: "array"}});
errors++;
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
