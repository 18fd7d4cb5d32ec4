// Made by scripts/generate.mjs. Do not edit.
export const factRows = `url page.url:t path:t host:t query:r hash:t referrer:t
signals-environment/title page.title:t
signals-visit/previousPath page.previousPath:t
signals-environment/environment page.language:t device.viewportWidth:nx viewportHeight:nx connection:t=slow-2g,2g,3g,4g saveData:b reducedMotion:b
signals-element/elementVisible page.elementVisible:b?selector!&percent#&seconds#
signals-element/elementExists page.elementExists:b?selector!
signals-visit/visits visit personalization visit.pageViews:n+[1,1e6]
signals-visit/journey visit personalization visit.seconds:n+s entryPath:t pathViews:n+?path! secondsInSection:n+s?path! engagement.backtracks:n+
signals-visit/campaign visit personalization visit.referrer:t campaign.source:t medium:t name:t term:t content:t clickId:t
signals-visit/visits visitor personalization visitor.visits:n+[1,1e6] returning:b daysSinceLastVisit:nd
signals-visit/pathsEver visitor personalization visitor.pathViews:n+?path!
signals-custom/given visitor none visitor.country:t
signals-custom/attributes visitor personalization visitor.attributes:m
signals-environment/environment visitor none visitor.timeZone:t language:t
signals-engagement/dwell engagement.dwellSeconds:n+s
signals-engagement/engagement engagement.engagedSeconds:n+s
signals-engagement/idle engagement.idleSeconds:ns
signals-scroll/scroll engagement.scrollPercent:n+c
signals-interaction/exitIntent engagement.exitIntent:b
signals-clicks/clicks engagement.clicks:n+?selector! domEvents:n+?selector!&type!
signals-rage/rageClicks engagement.rageClicks:n+
signals-clicks/deadClicks engagement.deadClicks:n+
signals-hover/hover engagement.hoverSeconds:n+s?selector!
signals-video/video engagement.videoPercent:n+c?selector!
signals-submissions/forms engagement.formSubmits:n+?selector! formAbandonedSeconds:ns?selector!
signals-submissions/visitForms visit personalization visit.formSubmits:n+?selector! formsAbandoned:n+?selector!
signals-forms/formErrors engagement.formErrors:n+
signals-forms/hesitation engagement.hesitationSeconds:n+s
signals-searches/searches visit personalization engagement.searches:n+ repeatedSearches:n+ emptySearches:n+
signals-errors/errors errors.scripts:n+
signals-errors/failedRequests errors.failedRequests:n+
device/device visitor none device.type:t=desktop,mobile,tablet,smarttv,console,wearable,embedded,xr os:t browser:t
vitals/vitals vitals.lcpMs:n+i inpMs:ni cls:n+[0,100] fcpMs:ni ttfbMs:ni
signals-cart/cart cart.value:n[0,1e12] currency:t quantity:n itemIds:l
signals-data-layer/values dataLayer.value:a?key!
signals-events/events event.count:n+?name!&withinSeconds# secondsSince:ns?name! sequence:b?first!&then!&withinSeconds#&without
signals-visit-events/visitEvents visit personalization visit.eventCount:n+?name!&withinSeconds# secondsSinceEvent:ns?name! eventSequence:b?first!&then!&withinSeconds#&without
signals-data-layer/purchases visitor personalization visitor.daysSinceLastPurchase:nd
signals-custom/custom custom.value:a?name!
chat visit none chat.state:t=closed,proactive,preChat,loading,retrieving,active,rejoining,inactive,postChat,outOfOffice,error,popOut
signals-past/chats visitor personalization chat.count:n+ secondsSinceLast:ns[0,8e6]
signals-past/invitations visitor functionality invitation.count:n+?scope=page,visit,visitor secondsSinceLast:ns[0,8e6] lastOutcome:t=invited,accepted,declined,dismissed,expired,withdrawn
availability agent.available:b queueOpen:b waitMinutes:nm positionInQueue:n`;
