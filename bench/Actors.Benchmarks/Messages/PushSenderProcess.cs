using System.Globalization;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Notifications;
using Actors.Notifications.Push;
using Actors.Privacy;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Testing;
using Actors.Testing.Entrants;
using Actors.Testing.Samples;
using Actors.Notifications.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Benchmarks.Messages;

/// <summary>The outbox and its workers as a process of its own, which can be killed.</summary>
internal static class PushSenderProcess
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "--push-sender";

    /// <summary>What it says when the messages are in the outbox.</summary>
    public const string Ready = "ready";

    /// <summary>What it says when nothing waits any more. It begins to look when it is told to: that is dear.</summary>
    public const string Done = "done";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>The arguments of a process.</summary>
    public static IReadOnlyList<string> Arguments(string database, string keys, double pace, int count, string service) =>
    [
        Verb, database, keys, pace.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), service,
    ];

    /// <summary>Fills the outbox if it is empty, and sends when it is told to.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var host = Build(args);
        await FillAsync(host.Services, int.Parse(args[4], CultureInfo.InvariantCulture), new(args[5]));
        await Console.Out.WriteLineAsync(Ready);
        await Console.In.ReadLineAsync();
        await host.StartAsync();
        await Console.In.ReadLineAsync();
        var outbox = host.Services.GetRequiredService<IOutbox>();
        while (await outbox.CountWaitingAsync(CancellationToken.None) is { Count: > 0 })
        {
            await Task.Delay(Look, TimeProvider.System);
        }

        await Console.Out.WriteLineAsync(Done);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static IHost Build(IReadOnlyList<string> args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(
        [
            new("PersonalData:KeyFile", args[2]), new("Push:Contact", "mailto:bench@example.org"),
            new("Push:PacePerSecond", args[3]),
            new("Messages:Concurrency", "256"),
        ]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, TimeProvider.System);
        builder.Services.AddActorsStorage(new() { Path = args[1] }, MailboxJson.StoredTypes());
        builder.Services.AddPersonalDataProtection();
        builder.Services.AddSingleton(TestProgrammes.All);
        builder.Services.AddTexts();
        builder.Services.AddLogging();
        builder.UseOrleans(static silo => silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0).AddReminders());
        builder.Services.AddChannels(isForTrials: true);
        builder.Services.AddHttpClient(PushSender.Client).AddHttpMessageHandler(static () => new WithoutTls());
        return builder.Build();
    }

    private static async Task FillAsync(IServiceProvider services, int count, Uri service)
    {
        var database = services.GetRequiredService<Database>();
        database.Create();
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        var outbox = services.GetRequiredService<IOutbox>();
        var known = MessageId.Of("0");
        if (await outbox.FindAsync(known, CancellationToken.None) is not null)
        {
            return;
        }

        var addresses = Enumerable.Range(0, PushPhone.Pairs)
            .Select(pair => PushAddress.Agree(PushPhone.Subscription(service, pair))).ToList();
        foreach (var batch in Enumerable.Range(0, count).Chunk(Domain.Limits.RecordBatch))
        {
            await FillAsync(services, database, batch, number => addresses[number % PushPhone.Pairs] with
            {
                Endpoint = new Uri(service, $"p/{number}"),
            });
            var now = TimeProvider.System.GetUtcNow();
            await outbox.AddAsync(
                [
                    .. batch.Select(number => new OutboxMessage(
                        MessageId.Of(number.ToString(CultureInfo.InvariantCulture)), Lane.Reminders, MessageKind.WellBeing,
                        Person(number), Person(number), 0, now, now.AddHours(1))),
                ],
                CancellationToken.None);
        }
    }

    private static async Task FillAsync(
        IServiceProvider services, Database database, int[] batch, Func<int, PushAddress> addressOf)
    {
        var keys = services.GetRequiredService<IRecordKeys>();
        await keys.CreateAsync([.. batch.Select(number => Person(number).Record)]);
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        foreach (var number in batch)
        {
            using var key = await keys.OpenAsync(Person(number).Record);
            var address = key.SealText(addressOf(number).ToText(), SealPurpose.PushSubscription);
            await using var command = transaction.Command(
                """
                INSERT INTO contact (person_id, channel, record_id, address, language, failures, changed_at)
                VALUES (@person, @channel, @person, @address, 'ja', 0, 0)
                """,
                ("person", Person(number).ToString()), ("channel", (short)Channel.Push), ("address", address.Bytes.ToArray()));
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    /// <summary>Without TLS the two sides cannot agree on HTTP/2, so each request demands it.</summary>
    private sealed class WithoutTls : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private static EntrantId Person(int number) => new(new RecordId(new Guid(number + 1, 1, 0, new byte[8])));
}
