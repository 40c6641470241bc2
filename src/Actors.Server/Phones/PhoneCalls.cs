using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Notifications.Texts.Keys;
using Actors.Server.Calls;
using Actors.Server.Phones.Wire;
using Actors.Storage.Outages;
using Actors.WebRtc.Sdp;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Translates the messages of phones about calls to the call grain and the media session.</summary>
internal sealed class PhoneCalls(IGrainFactory grains, CallSessions sessions, IProgrammeTime time)
{
    /// <summary>Asks for a call now.</summary>
    public async Task RequestAsync(PhoneLink phone) => Refuse(phone, await CallsOf(phone).RequestAsync());

    /// <summary>Confirms that a call rings on the phone.</summary>
    public Task ConfirmRingingAsync(PhoneLink phone, int number) => CallsOf(phone).ConfirmRingingAsync(number);

    /// <summary>Answers a call with the offer of the phone.</summary>
    public async Task<Message.CallAnswer> AnswerAsync(PhoneLink phone, Message.CallOffer offer)
    {
        try
        {
            var (answer, refusal) = await sessions.AnswerAsync(phone, offer.Number, offer.Offer);
            Refuse(phone, refusal);
            return new(answer!);
        }
        catch (SdpException exception)
        {
            throw NamedError.Exception(ErrorCode.OfferUnusable, exception.Message, "offer");
        }
    }

    /// <summary>Declines a call, or hangs up.</summary>
    public async Task DeclineAsync(PhoneLink phone, int number) => Refuse(phone, await CallsOf(phone).DeclineAsync(number));

    /// <summary>Asks to speak to staff.</summary>
    public async Task AskForPersonAsync(PhoneLink phone, int number) =>
        Refuse(phone, await CallsOf(phone).AskForPersonAsync(number));

    /// <summary>Reports that the phone found no position.</summary>
    public async Task<Message.Receipt> ReportNoPlaceAsync(PhoneLink phone, int number)
    {
        await CallsOf(phone).JudgePlaceAsync(number, PlaceOutcome.Unknown);
        return new(Message.ReceiptCode.NoPosition, phone.Screen.Texts.Say(CallTexts.LocationOff));
    }

    /// <summary>Reports the position of the phone in a call.</summary>
    public Task<EntrantReply> ReportPlaceAsync(PhoneLink phone, Message.CallPlace place, Message.FreshFix fix) =>
        grains.GetGrain<IEntrantGrain>(phone.Person.ToString()).ReportCallPlaceAsync(
            CommandTranslation.Command(place.CommandId), place.Number, PhoneTranslation.Fix(fix, time.Now));

    /// <summary>Brings a phone that has said Hello back into its call.</summary>
    /// <param name="phone">The phone.</param>
    /// <param name="known">The call that its person has now; <c>null</c> if there is none.</param>
    /// <param name="shown">The number of the call that the phone shows; <c>null</c> if it shows none.</param>
    /// <returns>
    /// The call to show, which is the one that has ended if the phone still shows that one; <c>null</c> if there is none.
    /// </returns>
    public async Task<Message.VideoCall?> WelcomeAsync(PhoneLink phone, CallView? known, int? shown)
    {
        sessions.SetListener(phone);
        // A new activation of the person knows of no call; the calls of the person do.
        var call = known ?? await CallsOf(phone).ReadAsync();
        return call is not null && (call.Outcome is null || call.Number == shown) ? phone.Screen.Call(call) : null;
    }

    private static void Refuse(PhoneLink phone, Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw NamedError.Exception(
                refusal.Code, phone.Screen.Refusal(phone.Person, refusal), CommandTranslation.FieldOf(refusal));
        }
    }

    private ICallGrain CallsOf(PhoneLink phone) => grains.GetGrain<ICallGrain>(phone.Person.ToString());
}
