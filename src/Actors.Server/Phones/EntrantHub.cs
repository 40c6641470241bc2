using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using Actors.Privacy.Tokens;
using Actors.Protocol;
using Actors.Server.Phones.SignIn;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>
/// The hub of phones: translates messages to grain calls and back. <see cref="EntrantHubFilter"/> runs before it.
/// </summary>
[Authorize(PhoneIdentity.Scheme)]
[SuppressMessage("Maintainability", "CA1506", Justification = "Names every message of phones, and only translates.")]
internal sealed class EntrantHub(
    IGrainFactory grains, PhoneLinkFactory links, Catalogue catalogue, ProgrammeCatalogue programmes,
    TimelineTranslation timelines, PhoneCalls calls, PhonePush push, PhoneInspection inspection, PhoneCentres centres,
    PhoneTokens tokens)
    : Hub<IPhone>, IEntrantHub
{
    private static readonly FrozenSet<string> KnownMethods =
        typeof(IEntrantHub).GetMethods().Select(method => method.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The link whose Hello this hub answers; <c>null</c> for other messages. A hub lives for one message.</summary>
    private PhoneLink? _greeted;

    /// <summary>The link of the connection; <c>null</c> until its first Hello.</summary>
    private PhoneLink? Link
    {
        get => Context.Items.TryGetValue(typeof(PhoneLink), out var link) ? (PhoneLink?)link : null;
        set => Context.Items[typeof(PhoneLink)] = value;
    }

    /// <summary>The link of the connection after its first Hello.</summary>
    /// <exception cref="HubException">There was none.</exception>
    private PhoneLink Phone => Link is { IsWelcome: true } link
        ? link
        : throw NamedError.Exception(ErrorCode.HelloFirst, "Say Hello first.");

    /// <inheritdoc/>
    public async Task<Message.Welcome> Hello(Message.Hello hello)
    {
        var identity = PhoneIdentity.Of(Context.User);
        var texts = new PhoneTexts(catalogue, Language.Match(hello.Language));
        hello = HelloCheck.Check(hello, programmes.Newest(identity.Programme).Contact.MinimumAppVersion, texts);
        var condition = PhoneTranslation.Condition(hello.Condition, hello.AppVersion, hello.Platform);
        var app = new PhoneApp(texts, hello.AppVersion, hello.Platform);
        _greeted = Link ??= links.Create(Context, identity, app);
        var views = await _greeted.ConnectAsync(app, condition);
        return _greeted.Screen.Welcome(views) with
        {
            Call = await calls.WelcomeAsync(_greeted, views[0].Call, hello.InCall),
            PushKey = push.Key,
        };
    }

    /// <inheritdoc/>
    public async Task<Message.RenewedToken> RenewToken(Message.TokenRenewal renewal)
    {
        var token = Context.GetHttpContext()?.Features.Get<PhoneToken>();
        return token is not null && PersonQuota.Of(Context).TryTakeRenewal() && await tokens.RenewAsync(token) is { } renewed
            ? new(renewed.Text)
            : throw NamedError.Exception(ErrorCode.TooManyMessages, "The token was renewed a short time ago. Use that one.");
    }

    /// <inheritdoc/>
    public async Task<Message.Receipt> CheckIn(Message.CheckIn checkIn)
    {
        var command = CommandTranslation.Command(checkIn.CommandId);
        var person = PersonOf(checkIn.Person);
        return Receipt(person, await GrainOf(person).CheckInAsync(
            command, CommandTranslation.Fix(checkIn.Fix), new(checkIn.AnsweredAt, checkIn.SentAt)));
    }

    /// <inheritdoc/>
    public async Task<Message.Receipt> ReportLocation(Message.LocationReport report)
    {
        var command = CommandTranslation.Command(report.CommandId);
        var person = PersonOf(report.Person);
        return Receipt(person, await GrainOf(person).ReportLocationAsync(
            command, CommandTranslation.Handle(report.Handle), CommandTranslation.Fix(report.Fix),
            new(report.AnsweredAt, report.SentAt)));
    }

    /// <inheritdoc/>
    public async Task<Message.Receipt> ReportHealth(Message.HealthReport report)
    {
        var command = CommandTranslation.Command(report.CommandId);
        var person = PersonOf(report.Person);
        var reply = await GrainOf(person).ReportHealthAsync(
            command, CommandTranslation.Handle(report.Handle), PhoneTranslation.Health(report),
            new(report.AnsweredAt, report.SentAt));
        var receipt = Receipt(person, reply);
        return receipt.Code == Message.ReceiptCode.SymptomsReceived
            ? receipt with { Text = await centres.AdviceAsync(Programme, Phone.Screen.Texts, Context.ConnectionAborted) }
            : receipt;
    }

    /// <summary>Refuses a message that could not be read. <see cref="NamedErrorsProtocol"/> invokes it in its place.</summary>
    /// <param name="method">The method that the phone named.</param>
    /// <param name="error">The error, in the form of <see cref="ProtocolError"/>.</param>
    [HubMethodName(NamedErrorsProtocol.Unreadable)]
    [SuppressMessage("Performance", "CA1822", Justification = "SignalR invokes methods of instances only.")]
    public Task Refuse(string method, string error) => throw new HubException(error);

    /// <summary>
    /// Records that a message was refused which may have been an answer: the prompts that it may have answered are at worst
    /// excused.
    /// </summary>
    /// <param name="kinds">What it may have answered.</param>
    /// <param name="code">The code of the error.</param>
    /// <param name="receivedAt">When the message came, by the programme clock.</param>
    internal async Task RecordFailedAnswerAsync(AnswerKind kinds, string code, DateTimeOffset receivedAt)
    {
        var own = PhoneIdentity.Of(Context.User).Person;
        var people = Link is { IsWelcome: true } link
            ? link.Audience
            : (await GrainOf(own).ReadAsync()).Companions.Prepend(own);
        foreach (var person in people)
        {
            await GrainOf(person).RecordFailedAnswerAsync(kinds, code, receivedAt);
        }
    }

    /// <summary>What a message may have answered, by the method that the phone named.</summary>
    internal static AnswerKind KindsOf(string method) => method switch
    {
        nameof(ReportLocation) => AnswerKind.Location,
        nameof(ReportHealth) => AnswerKind.Health,
        _ when KnownMethods.Contains(method) => AnswerKind.None,
        _ => AnswerKind.Any,
    };

    /// <inheritdoc/>
    public async Task Delivered(Message.Delivery delivery)
    {
        var person = PersonOf(delivery.Person);
        var grain = GrainOf(person);
        Refusal? first = null;
        foreach (var handle in PhoneTranslation.Handles(delivery.Handles))
        {
            // An invalid handle does not keep the others from being confirmed.
            first = await grain.ConfirmDeliveryAsync(handle) is { } refusal && first is null ? refusal : first;
        }

        Refuse(person, first);
    }

    /// <inheritdoc/>
    public async Task Opened(Message.Opening opening)
    {
        var person = PersonOf(opening.Person);
        Refuse(person, await GrainOf(person).ConfirmOpenedAsync(CommandTranslation.Handle(opening.Handle)!));
    }

    /// <inheritdoc/>
    public async Task Pong(Message.Pong pong)
    {
        // A sign of life even without a condition: of the phone, so of all people for whom it answers.
        var condition = pong.Condition is { } told
            ? PhoneTranslation.Condition(told, Phone.Screen.App.Version, Phone.Screen.App.Platform)
            : null;
        foreach (var person in Phone.Audience)
        {
            await GrainOf(person).ReportConditionAsync(condition);
        }
    }

    /// <inheritdoc/>
    public async Task<Message.Home> GetHome(Message.HomeRequest request) =>
        Phone.Screen.Home(await GrainOf(PersonOf(request.Person)).ReadAsync());

    /// <inheritdoc/>
    public async Task<Message.TimelinePage> GetTimeline(Message.TimelineRequest request)
    {
        var view = await GrainOf(PersonOf(request.Person)).ReadAsync();
        return await timelines.ReadAsync(view, request.Before, Phone.Screen.Texts, Context.ConnectionAborted);
    }

    /// <inheritdoc/>
    public Task SubscribePush(Message.PushSubscription subscription) =>
        push.SubscribeAsync(Phone, subscription, Context.ConnectionAborted);

    /// <inheritdoc/>
    public Task UnsubscribePush(Message.PushCancellation cancellation) => push.UnsubscribeAsync(Phone, Context.ConnectionAborted);

    /// <inheritdoc/>
    public async Task ReportTest(Message.TestReport report) => Refuse(
        Phone.Person, await inspection.ReportAsync(Phone, PhoneIdentity.Of(Context.User), report));

    /// <inheritdoc/>
    public Task<Message.InspectionCode> GetInspectionCode(Message.InspectionCodeRequest request) =>
        Task.FromResult(inspection.Issue(PhoneIdentity.Of(Context.User)));

    /// <inheritdoc/>
    public Task<Message.CentreList> FindCentres(Message.CentreRequest request) =>
        centres.FindAsync(Programme, request.Place, Context.ConnectionAborted);

    /// <inheritdoc/>
    public Task RequestCall(Message.CallRequest request) => PersonQuota.Of(Context).TryTakeCall()
        ? calls.RequestAsync(Phone)
        : throw NamedError.Exception(ErrorCode.TooManyMessages, "Too many calls are asked for. Wait a few minutes.");

    /// <inheritdoc/>
    public Task CallShown(Message.CallReference reference) => calls.ConfirmRingingAsync(Phone, reference.Number);

    /// <inheritdoc/>
    public Task<Message.CallAnswer> AnswerCall(Message.CallOffer offer) => calls.AnswerAsync(Phone, offer);

    /// <inheritdoc/>
    public Task DeclineCall(Message.CallReference reference) => calls.DeclineAsync(Phone, reference.Number);

    /// <inheritdoc/>
    public Task AskForPerson(Message.CallReference reference) => calls.AskForPersonAsync(Phone, reference.Number);

    /// <inheritdoc/>
    public async Task<Message.Receipt> ReportCallPlace(Message.CallPlace place) => place.Fix is { } fix
        ? Receipt(Phone.Person, await calls.ReportPlaceAsync(Phone, place, fix))
        : await calls.ReportNoPlaceAsync(Phone, place.Number);

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Link is { } link)
        {
            await link.DisposeAsync();
        }
    }

    /// <summary>Ends the Hello: SignalR disposes of a hub once the answer to its message is written.</summary>
    protected override void Dispose(bool disposing)
    {
        _greeted?.EndHello();
        base.Dispose(disposing);
    }

    private ProgrammeId Programme => PhoneIdentity.Of(Context.User).Programme;

    private IEntrantGrain GrainOf(EntrantId person) => grains.GetGrain<IEntrantGrain>(person.ToString());

    /// <summary>The person a message is about: the phone's own, or a companion.</summary>
    private EntrantId PersonOf(string? text)
    {
        var person = CommandTranslation.Person(text) ?? PhoneIdentity.Of(Context.User).Person;
        return Phone.AnswersFor(person)
            ? person
            : throw NamedError.Exception(
                ErrorCode.NotYourPerson, "This phone answers for its own person and the companions only.", "person");
    }

    private Message.Receipt Receipt(EntrantId person, EntrantReply reply)
    {
        if (reply.Refusal is not { } refusal)
        {
            return new(CommandTranslation.CodeOf(reply.Receipt), Phone.Screen.Texts.Of(reply.Receipt));
        }

        var text = Phone.Screen.Refusal(person, refusal);
        return new(null, text, new(refusal.Code, CommandTranslation.FieldOf(refusal), text));
    }

    private void Refuse(EntrantId person, Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw NamedError.Exception(refusal.Code, Phone.Screen.Refusal(person, refusal), CommandTranslation.FieldOf(refusal));
        }
    }
}

/// <summary>
/// Translates what every command carries, and the reply. Refuses malformed values by a named error with the field.
/// </summary>
internal static class CommandTranslation
{
    /// <summary>The id of a command.</summary>
    public static Domain.Ledger.CommandId Command(string text) => Protocol.CommandId.TryParse(text, out var command)
        ? new(command.Value)
        : throw NamedError.Exception(
            ErrorCode.ValueMalformed, "The id of a command has 16 hexadecimal digits. Draw a new one each time.", "commandId");

    /// <summary>The person a message names; <c>null</c> if it names none.</summary>
    public static EntrantId? Person(string? text) => text is null ? null
        : EntrantId.TryParse(text, out var person) ? person
        : throw NamedError.Exception(ErrorCode.ValueMalformed, "A person is named by 32 hexadecimal digits.", "person");

    /// <summary>A handle. Only its length is checked here.</summary>
    public static string? Handle(string? text, string field = "handle") => text switch
    {
        null => null,
        "" => throw NamedError.Exception(
            ErrorCode.ValueMissing, "A handle is not empty. Leave it out if there is no prompt.", field),
        { Length: > Protocol.Limits.HandleLength } =>
            throw NamedError.Exception(ErrorCode.HandleForeign, "The handle is too long. Send the one of the prompt.", field),
        _ => text,
    };

    /// <summary>A position. The domain checks its numbers.</summary>
    public static Domain.Entrants.Presence.Fix Fix(Message.Fix fix) =>
        new(fix.Latitude, fix.Longitude, fix.AccuracyMetres, fix.TakenAt, fix.IsMock);

    /// <summary>The field of a command that a refusal is about; <c>null</c> if it is not about a single one.</summary>
    public static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        ErrorCode.LatitudeOutOfRange => "fix.latitude",
        ErrorCode.LongitudeOutOfRange => "fix.longitude",
        ErrorCode.TemperatureOutOfRange => "temperatureCelsius",
        ErrorCode.UnknownSymptom => "symptoms",
        ErrorCode.NoteTooLong => "note",
        ErrorCode.AnsweredTooLongAgo => "answeredAt",
        ErrorCode.CommandIdUsed => "commandId",
        ErrorCode.HandleForeign or ErrorCode.HandleUsed or ErrorCode.HandleExpired or ErrorCode.HandleOfOtherKind => "handle",
        _ => null,
    };

    /// <summary>The name of a receipt on the wire.</summary>
    public static string CodeOf(Receipt receipt) => JsonNamingPolicy.CamelCase.ConvertName(receipt.ToString());
}
