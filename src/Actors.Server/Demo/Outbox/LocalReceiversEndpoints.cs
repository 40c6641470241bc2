using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Threading.Channels;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Notifications.Outbox;
using Actors.Notifications.Sms;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Server.Demo.Enrolment;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Channel = Actors.Domain.Entrants.Prompts.Channel;

namespace Actors.Server.Demo.Outbox;

/// <summary>The local receivers of messages, for trials only.</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names every receiver, and only maps.")]
internal static class LocalReceiversEndpoints
{
    private const string Setting = "Sms:GatewayUrl";

    /// <summary>
    /// Adds a push service, an SMS gateway and a mail server on this machine, and sends to them unless the settings name others.
    /// </summary>
    public static void AddLocalReceivers(this IServiceCollection services, IConfiguration configuration)
    {
        configuration["Push:Contact"] ??= "mailto:demo@example.org";
        configuration["Messages:Link"] ??= "https://app.example.org";
        if (configuration[Setting] is null)
        {
            configuration[Setting] = new Uri(new("http://localhost"), LocalSmsGateway.Path).AbsoluteUri;
            configuration["Sms:ReceiptSecret"] ??= Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            services.AddHttpClient(SmsSender.Client)
                .AddHttpMessageHandler(provider => new OwnAddressHandler(provider.GetRequiredService<OwnAddress>()));
        }

        var inbox = new LocalInbox(TimeProvider.System);
        services.AddSingleton(inbox);
        services.AddSingleton<LocalPushService>();
        services.AddSingleton<PushGroups>();
        services.AddSingleton<LocalSmsGateway>();
        services.AddSingleton<LocalReceipts>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalReceipts>());
        services.AddSingleton<SampleMessages>();
        if (configuration["Mail:Host"] is null)
        {
            var mail = new LocalMailServer(inbox, TimeProvider.System);
            configuration["Mail:Host"] = "127.0.0.1";
            configuration["Mail:Port"] = mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            configuration["Mail:Security"] = "None";
            configuration["Mail:From"] ??= "Health Monitoring Center <no-reply@example.org>";
            services.AddHostedService(_ => mail);
        }
    }

    /// <summary>What the gateway answers to a short message.</summary>
    /// <param name="Id">The name that the gateway gave it.</param>
    internal sealed record ShortMessageTaken(string Id);

    /// <summary>Maps the receivers, and the page <c>/demo/outbox</c> that shows what they hold.</summary>
    public static void MapLocalReceivers(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").Public();
        endpoints.MapPost(LocalPushService.Path + "{name}", async (
                string name, HttpRequest request, LocalPushService push, CancellationToken cancellationToken) =>
            TypedResults.StatusCode(await push.ReceiveAsync(name, request, cancellationToken))).ExcludeFromDescription();
        endpoints.MapPost(LocalSmsGateway.Path, (
            LocalSmsGateway.Request message, HttpRequest request, LocalSmsGateway gateway, LocalReceipts receipts) =>
        {
            var name = gateway.Receive(message);
            gateway.HandOver(message, new($"{request.Scheme}://{request.Host}"), receipts);
            return TypedResults.Ok(new ShortMessageTaken(name));
        }).WithTags("Development").WithSummary("The local gateway takes a short message.");
        endpoints.MapPost("/development/push/{group}", (string group, HttpRequest request, PushGroups groups) =>
            TypedResults.Ok(groups.Subscribe(group, new($"{request.Scheme}://{request.Host}"))))
            .WithTags("Development").WithSummary("Makes the push subscription of a simulated phone.");
        endpoints.MapGet("/development/push/{group}", async (
            string group, PushGroups groups, CancellationToken cancellationToken) =>
            TypedResults.Ok(await groups.ReadAsync(group, cancellationToken)))
            .WithTags("Development").WithSummary("Waits for pushes to the simulated phones of a group.");
        endpoints.MapGet("/development/handsets", async (LocalSmsGateway gateway, CancellationToken cancellationToken) =>
            TypedResults.Ok(await gateway.Handsets.ReadAsync(cancellationToken)))
            .WithTags("Development").WithSummary("Waits for short messages to simulated phones.");
        endpoints.MapPost("/development/handsets", (Handset handset, LocalSmsGateway gateway, LocalReceipts receipts) =>
        {
            gateway.Confirm(handset.Id, receipts);
            return TypedResults.NoContent();
        }).WithTags("Development").WithSummary("A simulated phone has a short message.");
        endpoints.MapGet("/demo/outbox", ShowAsync)
            .WithSecurityHeadersPolicy(SecurityHeaders.Page).ExcludeFromDescription();
        endpoints.MapPost("/demo/outbox/samples", async (SampleMessages samples, CancellationToken cancellationToken) =>
        {
            await samples.SendAsync(cancellationToken);
            return TypedResults.Redirect("/demo/outbox");
        }).ExcludeFromDescription();
        endpoints.MapAsset("/demo/outbox.css", PageAsset.Read("Outbox", "outbox.css", "text/css; charset=utf-8"));
    }

    private static async Task<ContentHttpResult> ShowAsync(
        HttpContext context, LocalInbox inbox, IOutbox outbox, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(
            OutboxPage.Render(inbox.Read(), await outbox.CountWaitingAsync(cancellationToken)), "text/html; charset=utf-8");
    }

    /// <summary>A simulated phone that has a message.</summary>
    /// <param name="Id">The id of the message.</param>
    internal sealed record Handset(string Id);

    /// <summary>Sends to this server, whose port is known only when it listens.</summary>
    private sealed class OwnAddressHandler(OwnAddress own) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(await own.WaitAsync(cancellationToken), request.RequestUri!.PathAndQuery);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Sends the receipts of the local SMS gateway, a moment after it has answered.</summary>
internal sealed class LocalReceipts(
    LocalSmsGateway gateway, IHttpClientFactory clients, IOptions<SmsOptions> options) : BackgroundService
{
    private readonly Channel<(LocalSmsGateway.Request Message, Uri Server)> _waiting =
        System.Threading.Channels.Channel.CreateBounded<(LocalSmsGateway.Request, Uri)>(
            new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite }); // Then there is no proof.

    /// <summary>Queues the receipt of a message.</summary>
    public void Add(LocalSmsGateway.Request message, Uri server) => _waiting.Writer.TryWrite((message, server));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = clients.CreateClient();
        await foreach (var (message, server) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (options.Value.ReceiptSecret is not { } secret)
            {
                continue;
            }

            try
            {
                using var receipt = gateway.WriteReceipt(message, secret);
                receipt.RequestUri = new Uri(server, receipt.RequestUri!);
                using var answer = await client.SendAsync(receipt, stoppingToken);
            }
            catch (HttpRequestException)
            {
                // A gateway would repeat it. Without the receipt there is no proof, which is safe.
            }
        }
    }
}

/// <summary>Sends one message by each channel to a fictional person, as the platform sends them.</summary>
internal sealed class SampleMessages(
    FictionalPeople people, ProgrammeCatalogue programmes, IProgrammeTime time, LocalPushService push, LocalInbox inbox,
    ContactBook contacts, Messenger messenger, MessageProofs proofs, Catalogue catalogue, OwnAddress own) : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _turn = new(1);
    private EntrantsAnswer? _person;
    private int _round;

    /// <summary>Sends them. The person is made at the first time.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _person ??= await EnrolAsync(cancellationToken);
            var (person, record) = (EntrantId.Parse(_person.Person), StayId.Parse(_person.Stay).Record);
            var language = Language.All[_round++ % Language.All.Count];
            var subscription = push.Subscribe(await own.WaitAsync(cancellationToken), async message =>
            {
                if (await proofs.ConfirmAsync(message.Handle, CancellationToken.None))
                {
                    inbox.MarkConfirmed(message.Id, Channel.Push);
                }
            });
            if (Notifications.Push.PushSubscription.TryRead(
                subscription.Endpoint, subscription.P256dh, subscription.Auth, isLocalAllowed: true, out var read, out _))
            {
                await contacts.SetAsync(
                    person, record, Channel.Push, Notifications.Push.PushAddress.Agree(read).ToText(), language,
                    cancellationToken);
            }

            await messenger.SendAsync(new(
                NewId(), Lane.Reminders, MessageKind.WellBeing, person, person, 0, Validity));
            await SendTextAsync(record, Channel.Sms, "+819012345678", language, Lane.Calls);
            await SendTextAsync(record, Channel.Mail, "traveller@example.org", language, Lane.News);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static MessageId NewId() => new(Guid.NewGuid());

    private Task SendTextAsync(RecordId record, Channel channel, string address, Language language, Lane lane)
    {
        var (title, body) = channel == Channel.Sms
            ? ("", catalogue.Format(language, UnreachableTexts.Sms, ("link", "https://app.example.org")))
            : (catalogue.Format(language, UnreachableTexts.Title), catalogue.Format(language, UnreachableTexts.Body));
        return messenger.SendTextAsync(NewId(), lane, record, new(channel, address, language.Tag, title, body), Validity);
    }

    private async Task<EntrantsAnswer> EnrolAsync(CancellationToken cancellationToken)
    {
        var programme = programmes.Newest(programmes.Ids[0]);
        var order = new EnrolmentOrder(1, programme.Version, time.Now, IsConfirmed: false, CompanionsEach: 0);
        return (await people.EnrolAsync(order, cancellationToken))[0];
    }
}
