"""What the Bot API 10.3 takes: derived from its machine-readable description, for the methods served here.

One method a line (continued lines are indented): its name, then `field=type`, `!` after a required one.
Types: int, str, bool, id (integer or @name), file (upload, file_id or address), list and object (JSON).
"""

from __future__ import annotations

from dataclasses import dataclass

_SERVED = """\
getMe
getUpdates offset=int limit=int timeout=int allowed_updates=list
setWebhook url=str! certificate=file ip_address=str max_connections=int allowed_updates=list
  drop_pending_updates=bool secret_token=str
deleteWebhook drop_pending_updates=bool
getWebhookInfo
sendMessage business_connection_id=str chat_id=id! message_thread_id=int direct_messages_topic_id=int
  ephemeral_message_parameters=object text=str! parse_mode=str entities=list link_preview_options=object
  disable_notification=bool protect_content=bool allow_paid_broadcast=bool message_effect_id=str
  suggested_post_parameters=object reply_parameters=object reply_markup=object
forwardMessage chat_id=id! message_thread_id=int direct_messages_topic_id=int from_chat_id=id!
  video_start_timestamp=int disable_notification=bool protect_content=bool message_effect_id=str
  suggested_post_parameters=object message_id=int!
copyMessage chat_id=id! message_thread_id=int direct_messages_topic_id=int from_chat_id=id!
  message_id=int! video_start_timestamp=int caption=str parse_mode=str caption_entities=list
  show_caption_above_media=bool disable_notification=bool protect_content=bool allow_paid_broadcast=bool
  message_effect_id=str suggested_post_parameters=object reply_parameters=object reply_markup=object
sendPhoto business_connection_id=str chat_id=id! message_thread_id=int direct_messages_topic_id=int
  ephemeral_message_parameters=object photo=file! caption=str parse_mode=str caption_entities=list
  show_caption_above_media=bool has_spoiler=bool disable_notification=bool protect_content=bool
  allow_paid_broadcast=bool message_effect_id=str suggested_post_parameters=object
  reply_parameters=object reply_markup=object
sendDocument business_connection_id=str chat_id=id! message_thread_id=int direct_messages_topic_id=int
  ephemeral_message_parameters=object document=file! thumbnail=file caption=str parse_mode=str
  caption_entities=list disable_content_type_detection=bool disable_notification=bool
  protect_content=bool allow_paid_broadcast=bool message_effect_id=str suggested_post_parameters=object
  reply_parameters=object reply_markup=object
sendSticker business_connection_id=str chat_id=id! message_thread_id=int direct_messages_topic_id=int
  ephemeral_message_parameters=object sticker=file! emoji=str disable_notification=bool
  protect_content=bool allow_paid_broadcast=bool message_effect_id=str suggested_post_parameters=object
  reply_parameters=object reply_markup=object
sendPoll business_connection_id=str chat_id=id! message_thread_id=int question=str!
  question_parse_mode=str question_entities=list options=list! is_anonymous=bool type=str
  allows_multiple_answers=bool allows_revoting=bool shuffle_options=bool allow_adding_options=bool
  hide_results_until_closes=bool members_only=bool country_codes=list correct_option_ids=list
  explanation=str explanation_parse_mode=str explanation_entities=list explanation_media=object
  open_period=int close_date=int is_closed=bool description=str description_parse_mode=str
  description_entities=list media=object disable_notification=bool protect_content=bool
  allow_paid_broadcast=bool message_effect_id=str reply_parameters=object reply_markup=object
sendChatAction business_connection_id=str chat_id=id! message_thread_id=int action=str!
setMessageReaction chat_id=id! message_id=int! reaction=list is_big=bool
getUserProfilePhotos user_id=int! offset=int limit=int
getFile file_id=str!
leaveChat chat_id=id!
getChat chat_id=id!
getChatAdministrators chat_id=id! return_bots=bool
getChatMemberCount chat_id=id!
getChatMember chat_id=id! user_id=int!
setChatMemberTag chat_id=id! user_id=int! tag=str
answerCallbackQuery callback_query_id=str! text=str show_alert=bool url=str cache_time=int
setMyCommands commands=list! scope=object language_code=str
deleteMyCommands scope=object language_code=str
getMyCommands scope=object language_code=str
setMyName name=str language_code=str
getMyName language_code=str
setMyDescription description=str language_code=str
getMyDescription language_code=str
setMyShortDescription short_description=str language_code=str
getMyShortDescription language_code=str
setChatMenuButton chat_id=int menu_button=object
getChatMenuButton chat_id=int
editMessageText business_connection_id=str chat_id=id message_id=int inline_message_id=str text=str
  parse_mode=str entities=list link_preview_options=object rich_message=object reply_markup=object
editMessageCaption business_connection_id=str chat_id=id message_id=int inline_message_id=str
  caption=str parse_mode=str caption_entities=list show_caption_above_media=bool reply_markup=object
editMessageReplyMarkup business_connection_id=str chat_id=id message_id=int inline_message_id=str
  reply_markup=object
stopPoll business_connection_id=str chat_id=id! message_id=int! reply_markup=object
editEphemeralMessageText chat_id=id! receiver_user_id=int! ephemeral_message_id=int! text=str
  parse_mode=str entities=list rich_message=object link_preview_options=object reply_markup=object
editEphemeralMessageCaption chat_id=id! receiver_user_id=int! ephemeral_message_id=int! caption=str
  parse_mode=str caption_entities=list show_caption_above_media=bool reply_markup=object
editEphemeralMessageReplyMarkup chat_id=id! receiver_user_id=int! ephemeral_message_id=int!
  reply_markup=object
deleteEphemeralMessage chat_id=id! receiver_user_id=int! ephemeral_message_id=int!
deleteMessage chat_id=id! message_id=int!
deleteMessages chat_id=id! message_ids=list!
pinChatMessage business_connection_id=str chat_id=id! message_id=int! disable_notification=bool
unpinChatMessage business_connection_id=str chat_id=id! message_id=int
unpinAllChatMessages chat_id=id!
"""

# Documented, but not served by this double.
_OTHERS = """
logOut close forwardMessages copyMessages sendLivePhoto sendAudio sendVideo sendAnimation sendVoice
sendVideoNote sendPaidMedia sendMediaGroup sendLocation sendVenue sendContact sendChecklist sendDice
sendMessageDraft getUserProfileAudios setUserEmojiStatus banChatMember unbanChatMember
restrictChatMember promoteChatMember setChatAdministratorCustomTitle banChatSenderChat
unbanChatSenderChat setChatPermissions exportChatInviteLink createChatInviteLink editChatInviteLink
createChatSubscriptionInviteLink editChatSubscriptionInviteLink revokeChatInviteLink
approveChatJoinRequest declineChatJoinRequest answerChatJoinRequestQuery sendChatJoinRequestWebApp
setChatPhoto deleteChatPhoto setChatTitle setChatDescription getUserPersonalChatMessages
setChatStickerSet deleteChatStickerSet getForumTopicIconStickers createForumTopic editForumTopic
closeForumTopic reopenForumTopic deleteForumTopic unpinAllForumTopicMessages editGeneralForumTopic
closeGeneralForumTopic reopenGeneralForumTopic hideGeneralForumTopic unhideGeneralForumTopic
unpinAllGeneralForumTopicMessages answerGuestQuery getUserChatBoosts getBusinessConnection
getManagedBotToken replaceManagedBotToken getManagedBotAccessSettings setManagedBotAccessSettings
setMyProfilePhoto removeMyProfilePhoto setMyDefaultAdministratorRights getMyDefaultAdministratorRights
getAvailableGifts sendGift giftPremiumSubscription verifyUser verifyChat removeUserVerification
removeChatVerification readBusinessMessage deleteBusinessMessages setBusinessAccountName
setBusinessAccountUsername setBusinessAccountBio setBusinessAccountProfilePhoto
removeBusinessAccountProfilePhoto setBusinessAccountGiftSettings getBusinessAccountStarBalance
transferBusinessAccountStars getBusinessAccountGifts getUserGifts getChatGifts convertGiftToStars
upgradeGift transferGift postStory repostStory editStory deleteStory answerWebAppQuery
savePreparedInlineMessage savePreparedKeyboardButton editMessageMedia editMessageLiveLocation
stopMessageLiveLocation editMessageChecklist editEphemeralMessageMedia approveSuggestedPost declineSuggestedPost
deleteMessageReaction deleteAllMessageReactions getStickerSet
getCustomEmojiStickers uploadStickerFile createNewStickerSet addStickerToSet setStickerPositionInSet
deleteStickerFromSet replaceStickerInSet setStickerEmojiList setStickerKeywords setStickerMaskPosition
setStickerSetTitle setStickerSetThumbnail setCustomEmojiStickerSetThumbnail deleteStickerSet
sendRichMessage sendRichMessageDraft answerInlineQuery sendInvoice createInvoiceLink answerShippingQuery
answerPreCheckoutQuery getMyStarBalance getStarTransactions refundStarPayment editUserStarSubscription
setPassportDataErrors sendGame setGameScore getGameHighScores
"""

# Fields of older versions that the server still takes.
_LEGACY = "reply_to_message_id=int allow_sending_without_reply=bool correct_option_id=int"


@dataclass(frozen=True, slots=True)
class Signature:
    """A served method: its name as documented, its fields' types, and those it cannot do without."""

    method: str
    fields: dict[str, str]
    required: tuple[str, ...]

    def without(self, field: str) -> Signature:
        """The same before that field was invented: a server of then passes over it."""
        kept = {name: kind for name, kind in self.fields.items() if name != field}
        return Signature(self.method, kept, self.required)


def _fields(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words)


def _signature(line: str) -> Signature:
    method, *words = line.split()
    required = tuple(word.split("=")[0] for word in words if word.endswith("!"))
    fields = _fields([word.rstrip("!") for word in words])
    return Signature(method, _fields(_LEGACY.split()) | fields, required)


# By the method's name in lower case: Telegram does not mind the case either.
SIGNATURES = {s.method.lower(): s for s in map(_signature, _SERVED.replace("\n  ", " ").splitlines())}
NOT_SERVED = frozenset(name.lower() for name in _OTHERS.split())

NEWEST = "10.3"
VERSIONS = ("10.0", NEWEST)  # of the Bot API, that the double can be


def signatures(version: str) -> dict[str, Signature]:
    """What a server of that version takes: before 10.2 there were no ephemeral messages."""
    if version == NEWEST:
        return SIGNATURES
    older = {name: signature for name, signature in SIGNATURES.items() if "ephemeral" not in name}
    return {name: signature.without("ephemeral_message_parameters") for name, signature in older.items()}
