// Made by scripts/generate.mjs. Do not edit.
export const validate = validate21;
const schema6 = {"properties":{"$schema":0,"formatVersion":0,"id":0,"version":0,"defaultLanguage":0,"paused":0,"limits":0,"availability":0,"conditions":0,"rules":0}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
const pattern1 = new RegExp("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "u");
const pattern3 = new RegExp("^(agents|operatingHours|none)$", "u");
const pattern2 = new RegExp("^(page|visit|visitor)$", "u");
function validate22(data, {instancePath=""}={}){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "max") || (key0 === "secondsBetween")) || (key0 === "quietDaysAfter"))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.max !== undefined){
let data0 = data.max;
if(Array.isArray(data0)){
if(data0.length > 10){
(vErrors ??= []).push({instancePath:instancePath+"/max",keyword:"maxItems",params:{limit: 10}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.count === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0,keyword:"required",params:{missingProperty: "count"}});
}
for(const key1 in data1){
if(!(((key1 === "count") || (key1 === "per")) || (key1 === "perDays"))){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0,keyword:"additionalProperties",params:{additionalProperty: key1}});
}
}
if(data1.count !== undefined){
let data2 = data1.count;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/count",keyword:"type",params:{type: "integer"}});
}
if(typeof data2 == "number"){
if(data2 > 1000){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/count",keyword:"maximum",params:{limit: 1000}});
}
if(data2 < 1){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/count",keyword:"minimum",params:{limit: 1}});
}
}
}
if(data1.per !== undefined){
let data3 = data1.per;
if(typeof data3 === "string"){
if(!pattern2.test(data3)){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/per",keyword:"pattern",params:{pattern: "^(page|visit|visitor)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/per",keyword:"type",params:{type: "string"}});
}
}
if(data1.perDays !== undefined){
let data4 = data1.perDays;
if(typeof data4 == "number"){
if(data4 > 90){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/perDays",keyword:"maximum",params:{limit: 90}});
}
if(data4 < 0.01){
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/perDays",keyword:"minimum",params:{limit: 0.01}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0+"/perDays",keyword:"type",params:{type: "number"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max/" + i0,keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/max",keyword:"type",params:{type: "array"}});
}
}
if(data.secondsBetween !== undefined){
let data5 = data.secondsBetween;
if(typeof data5 == "number"){
if(data5 > 7776000){
(vErrors ??= []).push({instancePath:instancePath+"/secondsBetween",keyword:"maximum",params:{limit: 7776000}});
}
if(data5 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/secondsBetween",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/secondsBetween",keyword:"type",params:{type: "number"}});
}
}
if(data.quietDaysAfter !== undefined){
let data6 = data.quietDaysAfter;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 in data6){
if(!((((key2 === "accepted") || (key2 === "declined")) || (key2 === "dismissed")) || (key2 === "expired"))){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter",keyword:"additionalProperties",params:{additionalProperty: key2}});
}
}
if(data6.accepted !== undefined){
let data7 = data6.accepted;
if(typeof data7 == "number"){
if(data7 > 90){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/accepted",keyword:"maximum",params:{limit: 90}});
}
if(data7 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/accepted",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/accepted",keyword:"type",params:{type: "number"}});
}
}
if(data6.declined !== undefined){
let data8 = data6.declined;
if(typeof data8 == "number"){
if(data8 > 90){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/declined",keyword:"maximum",params:{limit: 90}});
}
if(data8 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/declined",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/declined",keyword:"type",params:{type: "number"}});
}
}
if(data6.dismissed !== undefined){
let data9 = data6.dismissed;
if(typeof data9 == "number"){
if(data9 > 90){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/dismissed",keyword:"maximum",params:{limit: 90}});
}
if(data9 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/dismissed",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/dismissed",keyword:"type",params:{type: "number"}});
}
}
if(data6.expired !== undefined){
let data10 = data6.expired;
if(typeof data10 == "number"){
if(data10 > 90){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/expired",keyword:"maximum",params:{limit: 90}});
}
if(data10 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/expired",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter/expired",keyword:"type",params:{type: "number"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/quietDaysAfter",keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
}
validate22.errors = vErrors;
return vErrors === null;
}
const schema8 = {"properties":{"id":0,"title":0,"description":0,"enabled":0,"priority":0,"conditions":0,"withdrawWhen":0,"invitation":0,"context":0,"limits":0,"tests":0}};
function validate24(data, {instancePath=""}={}){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "id"}});
}
if(data.conditions === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "conditions"}});
}
if(data.invitation === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "invitation"}});
}
for(const key0 in data){
if(!(func2.call(schema8.properties, key0))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}});
}
}
if(data.title !== undefined){
let data1 = data.title;
if(typeof data1 === "string"){
if(data1.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"maxLength",params:{limit: 200}});
}
if(data1.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"minLength",params:{limit: 1}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"type",params:{type: "string"}});
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 === "string"){
if(data2.length > 2000){
(vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"maxLength",params:{limit: 2000}});
}
if(data2.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"minLength",params:{limit: 1}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
}
}
if(data.enabled !== undefined){
if(typeof data.enabled !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/enabled",keyword:"type",params:{type: "boolean"}});
}
}
if(data.priority !== undefined){
let data4 = data.priority;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
(vErrors ??= []).push({instancePath:instancePath+"/priority",keyword:"type",params:{type: "integer"}});
}
if(typeof data4 == "number"){
if(data4 > 1000){
(vErrors ??= []).push({instancePath:instancePath+"/priority",keyword:"maximum",params:{limit: 1000}});
}
if(data4 < 1){
(vErrors ??= []).push({instancePath:instancePath+"/priority",keyword:"minimum",params:{limit: 1}});
}
}
}
if(data.invitation !== undefined){
let data5 = data.invitation;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.message === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/invitation",keyword:"required",params:{missingProperty: "message"}});
}
for(const key1 in data5){
if(!(((((key1 === "message") || (key1 === "title")) || (key1 === "showPrechat")) || (key1 === "inNewWindow")) || (key1 === "closeAfterSeconds"))){
(vErrors ??= []).push({instancePath:instancePath+"/invitation",keyword:"additionalProperties",params:{additionalProperty: key1}});
}
}
if(data5.showPrechat !== undefined){
if(typeof data5.showPrechat !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/showPrechat",keyword:"type",params:{type: "boolean"}});
}
}
if(data5.inNewWindow !== undefined){
if(typeof data5.inNewWindow !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/inNewWindow",keyword:"type",params:{type: "boolean"}});
}
}
if(data5.closeAfterSeconds !== undefined){
let data8 = data5.closeAfterSeconds;
if(typeof data8 == "number"){
if(data8 > 3600){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/closeAfterSeconds",keyword:"maximum",params:{limit: 3600}});
}
if(data8 < 20){
(vErrors ??= []).push({instancePath:instancePath+"/invitation/closeAfterSeconds",keyword:"minimum",params:{limit: 20}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/invitation/closeAfterSeconds",keyword:"type",params:{type: "number"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/invitation",keyword:"type",params:{type: "object"}});
}
}
if(data.context !== undefined){
let data9 = data.context;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 100){
(vErrors ??= []).push({instancePath:instancePath+"/context",keyword:"maxProperties",params:{limit: 100}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/context",keyword:"type",params:{type: "object"}});
}
}
if(data.limits !== undefined){
if(!(validate22(data.limits, {instancePath:instancePath+"/limits"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
}
}
if(data.tests !== undefined){
let data11 = data.tests;
if(Array.isArray(data11)){
if(data11.length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/tests",keyword:"maxItems",params:{limit: 200}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/tests",keyword:"type",params:{type: "array"}});
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
}
validate24.errors = vErrors;
return vErrors === null;
}
function validate21(data, {instancePath=""}={}){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.formatVersion === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "formatVersion"}});
}
if(data.id === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "id"}});
}
if(data.version === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "version"}});
}
if(data.rules === undefined){
(vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "rules"}});
}
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
(vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/$schema",keyword:"type",params:{type: "string"}});
}
}
if(data.formatVersion !== undefined){
if(1 !== data.formatVersion){
(vErrors ??= []).push({instancePath:instancePath+"/formatVersion",keyword:"const",params:{allowedValue: 1}});
}
}
if(data.id !== undefined){
let data2 = data.id;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}});
}
}
if(data.version !== undefined){
let data3 = data.version;
if(typeof data3 === "string"){
if(data3.length > 64){
(vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"maxLength",params:{limit: 64}});
}
if(data3.length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"minLength",params:{limit: 1}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"type",params:{type: "string"}});
}
}
if(data.defaultLanguage !== undefined){
let data4 = data.defaultLanguage;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
(vErrors ??= []).push({instancePath:instancePath+"/defaultLanguage",keyword:"pattern",params:{pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/defaultLanguage",keyword:"type",params:{type: "string"}});
}
}
if(data.paused !== undefined){
if(typeof data.paused !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/paused",keyword:"type",params:{type: "boolean"}});
}
}
if(data.limits !== undefined){
if(!(validate22(data.limits, {instancePath:instancePath+"/limits"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
}
}
if(data.availability !== undefined){
let data7 = data.availability;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.basis === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/availability",keyword:"required",params:{missingProperty: "basis"}});
}
for(const key1 in data7){
if(!((key1 === "basis") || (key1 === "maxWaitMinutes"))){
(vErrors ??= []).push({instancePath:instancePath+"/availability",keyword:"additionalProperties",params:{additionalProperty: key1}});
}
}
if(data7.basis !== undefined){
let data8 = data7.basis;
if(typeof data8 === "string"){
if(!pattern3.test(data8)){
(vErrors ??= []).push({instancePath:instancePath+"/availability/basis",keyword:"pattern",params:{pattern: "^(agents|operatingHours|none)$"}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/availability/basis",keyword:"type",params:{type: "string"}});
}
}
if(data7.maxWaitMinutes !== undefined){
let data9 = data7.maxWaitMinutes;
if(typeof data9 == "number"){
if(data9 > 1440){
(vErrors ??= []).push({instancePath:instancePath+"/availability/maxWaitMinutes",keyword:"maximum",params:{limit: 1440}});
}
if(data9 < 0){
(vErrors ??= []).push({instancePath:instancePath+"/availability/maxWaitMinutes",keyword:"minimum",params:{limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/availability/maxWaitMinutes",keyword:"type",params:{type: "number"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/availability",keyword:"type",params:{type: "object"}});
}
}
if(data.conditions !== undefined){
let data10 = data.conditions;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 200){
(vErrors ??= []).push({instancePath:instancePath+"/conditions",keyword:"maxProperties",params:{limit: 200}});
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/conditions",keyword:"type",params:{type: "object"}});
}
}
if(data.rules !== undefined){
let data11 = data.rules;
if(Array.isArray(data11)){
if(data11.length > 500){
(vErrors ??= []).push({instancePath:instancePath+"/rules",keyword:"maxItems",params:{limit: 500}});
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
if(!(validate24(data11[i0], {instancePath:instancePath+"/rules/" + i0}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/rules",keyword:"type",params:{type: "array"}});
}
}
}
else {
(vErrors ??= []).push({instancePath,keyword:"type",params:{type: "object"}});
}
validate21.errors = vErrors;
return vErrors === null;
}
