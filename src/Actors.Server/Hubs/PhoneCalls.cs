using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Ledger;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Notifications.Texts.Keys;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Server.Hubs.Wire;
using Actors.Storage.Outages;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Hubs;

/// <summary>What phones say in and about calls, translated to the grain of the calls of a person and to the media.</summary>
internal sealed class PhoneCalls(IGrainFactory grains, CallDesk desk, IProgrammeTime time)
{
    /// <summary>The person wants to be called now.</summary>
    public async Task RequestAsync(PhoneLink phone) => Refuse(phone, await CallsOf(phone).RequestAsync());

    /// <summary>It rings on the phone.</summary>
    public Task ShowAsync(PhoneLink phone, int number) => CallsOf(phone).ShowAsync(number);

    /// <summary>The person answers.</summary>
    public async Task<Message.CallAnswer> AnswerAsync(PhoneLink phone, Message.CallOffer offer)
    {
        var (answer, refusal) = await desk.AnswerAsync(phone, offer.Number, offer.Offer);
        Refuse(phone, refusal);
        return new(answer!);
    }

    /// <summary>The person does not want to be called now, or hangs up.</summary>
    public async Task DeclineAsync(PhoneLink phone, int number) => Refuse(phone, await CallsOf(phone).DeclineAsync(number));

    /// <summary>The person wants to speak to somebody.</summary>
    public async Task AskForPersonAsync(PhoneLink phone, int number) =>
        Refuse(phone, await CallsOf(phone).AskForPersonAsync(number));

    /// <summary>There is no position.</summary>
    public async Task<Message.Receipt> ReportNoPlaceAsync(PhoneLink phone, int number)
    {
        await CallsOf(phone).JudgePlaceAsync(number, PlaceOutcome.Unknown);
        return new(ReceiptCode.NoPosition, phone.App.Texts.Say(CallTexts.LocationOff));
    }

    /// <summary>The phone is here.</summary>
    public Task<EntrantReply> ReportPlaceAsync(PhoneLink phone, Message.CallPlace place, Message.FreshFix fix) =>
        grains.GetGrain<IEntrantGrain>(phone.Owner.ToString()).ReportCallPlaceAsync(
            PhoneTranslation.Command(place.CommandId), place.Number, PhoneTranslation.Fix(fix, time.Now));

    /// <summary>A phone has said Hello.</summary>
    /// <param name="phone">The phone.</param>
    /// <param name="known">The call that its person knows of; null: none.</param>
    /// <param name="shown">The call that the phone shows; null: none.</param>
    /// <returns>What it is to show of a call: it learns of the end of one that it still shows.</returns>
    public async Task<Message.VideoCall?> WelcomeAsync(PhoneLink phone, CallView? known, int? shown)
    {
        desk.SpeakTo(phone);
        return known is not null ? phone.Show(known)
            : shown is { } number && await CallsOf(phone).ReadAsync() is { } last && last.Number == number ? phone.Show(last)
            : null;
    }

    private static void Refuse(PhoneLink phone, Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw NamedError.Exception(refusal.Code, phone.TextOf(phone.Owner, refusal), PhoneTranslation.FieldOf(refusal));
        }
    }

    private ICallGrain CallsOf(PhoneLink phone) => grains.GetGrain<ICallGrain>(phone.Owner.ToString());
}
