using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Entrants;
using Actors.Domain.Ledger;
using Actors.Domain.Stays;
using Actors.Grains.Entrants;
using Actors.Protocol;
using Actors.Server.Phones.SignIn;
using Actors.Server.Phones.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>
/// The hub of phones: translates to the grain of a person and back. <see cref="EntrantHubFilter"/> stands before it.
/// </summary>
[Authorize(PhoneIdentity.Scheme)]
[SuppressMessage("Maintainability", "CA1506", Justification = "It names every message of phones, and only translates.")]
internal sealed class EntrantHub(PhoneLinkServices services) : Hub<IPhone>, IEntrantHub
{
    /// <summary>The connection whose Hello is being answered by this hub, which lives for one message.</summary>
    private PhoneLink? _greeted;

    /// <summary>What the connection has; null until its first Hello.</summary>
    private PhoneLink? Link
    {
        get => Context.Items.TryGetValue(typeof(PhoneLink), out var link) ? (PhoneLink?)link : null;
        set => Context.Items[typeof(PhoneLink)] = value;
    }

    /// <summary>What the connection has, after its first Hello.</summary>
    private PhoneLink Phone => Link is { IsWelcome: true } link
        ? link
        : throw NamedError.Exception(ErrorCode.HelloFirst, "Say Hello first.");

    /// <inheritdoc/>
    public async Task<Message.Welcome> Hello(Message.Hello hello)
    {
        var identity = PhoneIdentity.Of(Context.User);
        var texts = services.TextsFor(hello.Language);
        HelloCheck.Check(hello, services.MinimumAppVersion(identity), texts);
        var condition = PhoneTranslation.Condition(hello.Condition, hello.AppVersion, hello.Platform);
        var app = new PhoneApp(texts, hello.AppVersion, hello.Platform);
        _greeted = Link ??= new(services, Context, identity, app);
        var views = await _greeted.ConnectAsync(app, condition);
        return services.Homes.Welcome(views, texts) with
        {
            Call = await services.PhoneCalls.WelcomeAsync(_greeted, views[0].Call, hello.InCall),
        };
    }

    /// <inheritdoc/>
    public async Task<Message.Receipt> CheckIn(Message.CheckIn checkIn)
    {
        var command = PhoneTranslation.Command(checkIn.CommandId);
        var person = PersonOf(checkIn.Person);
        return Receipt(person, await GrainOf(person).CheckInAsync(
            command, PhoneTranslation.Fix(checkIn.Fix), checkIn.AnsweredAt));
    }

    /// <inheritdoc/>
    public async Task<Message.Receipt> ReportLocation(Message.LocationReport report)
    {
        var command = PhoneTranslation.Command(report.CommandId);
        var person = PersonOf(report.Person);
        return Receipt(person, await GrainOf(person).ReportLocationAsync(
            command, PhoneTranslation.Handle(report.Handle), PhoneTranslation.Fix(report.Fix), report.AnsweredAt));
    }

    /// <inheritdoc/>
    public async Task<Message.Receipt> ReportHealth(Message.HealthReport report)
    {
        var command = PhoneTranslation.Command(report.CommandId);
        var person = PersonOf(report.Person);
        return Receipt(person, await GrainOf(person).ReportHealthAsync(
            command, PhoneTranslation.Handle(report.Handle), PhoneTranslation.Health(report), report.AnsweredAt));
    }

    /// <inheritdoc/>
    public async Task Delivered(Message.Delivery delivery)
    {
        var person = PersonOf(delivery.Person);
        var grain = GrainOf(person);
        Refusal? first = null;
        foreach (var handle in PhoneTranslation.Handles(delivery.Handles))
        {
            // One that is dead must not keep the others from being proved.
            first = await grain.ConfirmDeliveryAsync(handle) is { } refusal && first is null ? refusal : first;
        }

        Refuse(person, first);
    }

    /// <inheritdoc/>
    public async Task Opened(Message.Opening opening)
    {
        var person = PersonOf(opening.Person);
        Refuse(person, await GrainOf(person).ConfirmOpenedAsync(PhoneTranslation.Handle(opening.Handle)!));
    }

    /// <inheritdoc/>
    public async Task Pong(Message.Pong pong)
    {
        // Without news it is still a sign of life: of the phone, and so of everybody for whom it answers.
        var condition = pong.Condition is { } told
            ? PhoneTranslation.Condition(told, Phone.App.Version, Phone.App.Platform)
            : null;
        foreach (var person in Phone.Persons)
        {
            await GrainOf(person).ReportConditionAsync(condition);
        }
    }

    /// <inheritdoc/>
    public async Task<Message.Home> GetHome(Message.HomeRequest request) =>
        services.Homes.Home(await GrainOf(PersonOf(request.Person)).ReadAsync(), Phone.App.Texts);

    /// <inheritdoc/>
    public async Task<Message.TimelinePage> GetTimeline(Message.TimelineRequest request)
    {
        var view = await GrainOf(PersonOf(request.Person)).ReadAsync();
        return await services.Timelines.ReadAsync(view, request.Before, Phone.App.Texts, Context.ConnectionAborted);
    }

    /// <inheritdoc/>
    public Task RequestCall(Message.CallRequest request) => services.PhoneCalls.RequestAsync(Phone);

    /// <inheritdoc/>
    public Task CallShown(Message.CallReference reference) => services.PhoneCalls.ShowAsync(Phone, reference.Number);

    /// <inheritdoc/>
    public Task<Message.CallAnswer> AnswerCall(Message.CallOffer offer) => services.PhoneCalls.AnswerAsync(Phone, offer);

    /// <inheritdoc/>
    public Task DeclineCall(Message.CallReference reference) => services.PhoneCalls.DeclineAsync(Phone, reference.Number);

    /// <inheritdoc/>
    public Task AskForPerson(Message.CallReference reference) =>
        services.PhoneCalls.AskForPersonAsync(Phone, reference.Number);

    /// <inheritdoc/>
    public async Task<Message.Receipt> ReportCallPlace(Message.CallPlace place) => place.Fix is { } fix
        ? Receipt(Phone.Owner, await services.PhoneCalls.ReportPlaceAsync(Phone, place, fix))
        : await services.PhoneCalls.ReportNoPlaceAsync(Phone, place.Number);

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Link is { } link)
        {
            await link.DisposeAsync();
        }
    }

    /// <summary>SignalR lets go of a hub when the answer to its message is written, and not before.</summary>
    protected override void Dispose(bool disposing)
    {
        _greeted?.HelloIsOver();
        base.Dispose(disposing);
    }

    private IEntrantGrain GrainOf(EntrantId person) => services.Grains.GetGrain<IEntrantGrain>(person.ToString());

    /// <summary>Whom a message is about: the phone's person, or a companion.</summary>
    private EntrantId PersonOf(string? text)
    {
        var person = PhoneTranslation.Person(text) ?? PhoneIdentity.Of(Context.User).Person;
        return Phone.AnswersFor(person)
            ? person
            : throw NamedError.Exception(
                ErrorCode.NotYourPerson, "This phone answers for its own person and the companions only.", "person");
    }

    private Message.Receipt Receipt(EntrantId person, EntrantReply reply)
    {
        if (reply.Refusal is not { } refusal)
        {
            return new(PhoneTranslation.CodeOf(reply.Receipt), Phone.App.Texts.Of(reply.Receipt));
        }

        var text = Phone.TextOf(person, refusal);
        return new(null, text, new(refusal.Code, PhoneTranslation.FieldOf(refusal), text));
    }

    private void Refuse(EntrantId person, Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw NamedError.Exception(refusal.Code, Phone.TextOf(person, refusal), PhoneTranslation.FieldOf(refusal));
        }
    }
}
