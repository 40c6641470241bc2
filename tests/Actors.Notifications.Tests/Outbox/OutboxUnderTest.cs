using System.Threading.Channels;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Notifications.Outbox;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using Actors.Privacy;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing;
using Actors.Testing.Entrants;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Contact = Actors.Domain.Entrants.Prompts.Channel;

namespace Actors.Notifications.Tests.Outbox;

/// <summary>The outbox on a SQLite file, with providers that do what a test says, by a clock that the test moves.</summary>
internal sealed class OutboxUnderTest : IAsyncDisposable
{
    private static readonly EntrantId Ann = new(new RecordId(new Guid(1, 1, 0, new byte[8])));
    private readonly TempFolder _folder;
    private readonly ServiceProvider _services;
    private List<LaneWorker> _workers = [];

    private OutboxUnderTest(TempFolder folder, TestTimeProvider wall)
    {
        (_folder, Wall) = (folder, wall);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("PersonalData:KeyFile", folder.File("keys.json")), new("Messages:Link", "https://app.example.org"),
            new("Messages:Concurrency", "4"),
        ]).Build());
        services.AddLogging();
        services.AddSingleton<TimeProvider>(wall);
        services.AddSingleton(new KeyEnvironment(_ => null));
        services.AddActorsStorage(new() { Path = folder.File("actors.db") }, new StoredTypes());
        services.AddPersonalDataProtection();
        services.AddSingleton(TestProgrammes.All);
        services.AddTexts();
        services.AddSingleton<IGrainFactory>(_ => null!); // No message here asks a grain.
        services.AddChannels(isForTrials: true);
        var table = services.Single(service => service.ServiceType == typeof(IOutbox)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IOutbox>(all => new WatchedOutbox((IOutbox)table(all))));
        services.RemoveAll<IMessageSender>();
        services.AddSingleton<IMessageSender>(Push);
        services.AddSingleton<IMessageSender>(Sms);
        _services = services.BuildServiceProvider();
    }

    public TestTimeProvider Wall { get; }

    public Provider Push { get; } = new(Contact.Push);

    public Provider Sms { get; } = new(Contact.Sms);

    public IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public IContacts Contacts => _services.GetRequiredService<IContacts>();

    public Messenger Messenger => _services.GetRequiredService<Messenger>();

    public EntrantId Person { get; } = Ann;

    public RecordId Record { get; } = Ann.Record;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<OutboxUnderTest> StartAsync(params Contact[] contacts)
    {
        var folder = new TempFolder();
        EntrantCluster.MakeKeys(folder);
        var test = new OutboxUnderTest(folder, new());
        var database = test._services.GetRequiredService<Database>();
        database.Create();
        await new Migrator(database, test.Wall, NullLogger<Migrator>.Instance).MigrateAsync(Cancelled);
        await test._services.GetRequiredService<IRecordKeys>().CreateAsync([Ann.Record], Cancelled);
        foreach (var channel in contacts)
        {
            await test._services.GetRequiredService<ContactBook>().SetAsync(
                Ann, Ann.Record, channel, $"address of {channel}", Language.Vietnamese, Cancelled);
        }

        test._workers = [.. test._services.GetServices<IHostedService>().OfType<LaneWorker>()];
        foreach (var worker in test._workers)
        {
            await worker.StartAsync(Cancelled);
        }

        return test;
    }

    /// <summary>Hands over a question whether all is well.</summary>
    public async Task<MessageId> AskAsync(string cause, Lane lane = Lane.Reminders)
    {
        var id = MessageId.Of(cause);
        await Messenger.SendAsync(new(id, lane, MessageKind.WellBeing, Ann, Ann, 0, TimeSpan.FromHours(1)));
        return id;
    }

    /// <summary>
    /// Lets the clock go on, unless messages are on their way: by a clock that runs ahead of a slow machine their claims lapse,
    /// and they go out twice.
    /// </summary>
    public async Task GoOnAsync(TimeSpan step)
    {
        Cancelled.ThrowIfCancellationRequested();
        if (!((WatchedOutbox)Outbox).IsAtWork)
        {
            Wall.Advance(step);
        }

        await Task.Yield();
    }

    /// <summary>Waits until a message has come so far, and lets the clock go on meanwhile.</summary>
    public async Task<SentMessage> WaitAsync(MessageId id, MessageState state, TimeSpan? step = null)
    {
        while (true)
        {
            if (await Outbox.FindAsync(id, Cancelled) is { } message && message.State == state)
            {
                return message;
            }

            await GoOnAsync(step ?? TimeSpan.Zero);
        }
    }

    /// <summary>Stops the workers as a server does that stops.</summary>
    public Task StopAsync() => Task.WhenAll(_workers.Select(worker => worker.StopAsync(CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        Push.Open();
        Sms.Open();
        await StopAsync();
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The outbox, which says whether messages are claimed.</summary>
    private sealed class WatchedOutbox(IOutbox outbox) : IOutbox
    {
        private int _claimed;

        public bool IsAtWork => Volatile.Read(ref _claimed) != 0;

        public Task<int> AddAsync(IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken) =>
            outbox.AddAsync(messages, cancellationToken);

        public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
            Lane lane, int limit, DateTimeOffset now, DateTimeOffset lapsesAt, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _claimed);
            IReadOnlyList<ClaimedMessage> claimed = [];
            try
            {
                return claimed = await outbox.ClaimAsync(lane, limit, now, lapsesAt, cancellationToken);
            }
            finally
            {
                Interlocked.Add(ref _claimed, claimed.Count - 1);
            }
        }

        public async Task CompleteAsync(IReadOnlyCollection<MessageResult> results, CancellationToken cancellationToken)
        {
            var completed = results.Count; // The worker empties its list afterwards.
            await outbox.CompleteAsync(results, cancellationToken);
            Interlocked.Add(ref _claimed, -completed);
        }

        public Task<SentMessage?> FindAsync(MessageId id, CancellationToken cancellationToken) =>
            outbox.FindAsync(id, cancellationToken);

        public Task<SentMessage?> FindAsync(string reference, CancellationToken cancellationToken) =>
            outbox.FindAsync(reference, cancellationToken);

        public Task ProveAsync(SentMessage message, DateTimeOffset at, CancellationToken cancellationToken) =>
            outbox.ProveAsync(message, at, cancellationToken);

        public Task RejectAsync(SentMessage message, DateTimeOffset at, CancellationToken cancellationToken) =>
            outbox.RejectAsync(message, at, cancellationToken);

        public Task<IReadOnlyList<WaitingMessages>> CountWaitingAsync(CancellationToken cancellationToken) =>
            outbox.CountWaitingAsync(cancellationToken);

        public Task<int> DeleteExpiredAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
            outbox.DeleteExpiredAsync(before, limit, cancellationToken);
    }

    /// <summary>A provider.</summary>
    internal sealed class Provider(Contact channel) : IMessageSender
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _isClosed;

        public Contact Channel => channel;

        public bool IsOn { get; set; } = true;

        /// <summary>What it took or refused, in this order.</summary>
        public Channel<OutgoingMessage> Sent { get; } = System.Threading.Channels.Channel.CreateUnbounded<OutgoingMessage>();

        /// <summary>What it answers.</summary>
        public Func<SendOutcome> Answer { get; set; } = () => new(SendVerdict.Accepted, "ok");

        /// <summary>Lets messages wait until it is opened.</summary>
        public void Close() => _isClosed = true;

        public void Open()
        {
            _isClosed = false;
            _gate.TrySetResult();
        }

        public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            await Sent.Writer.WriteAsync(message, cancellationToken);
            if (_isClosed && message.Lane != Lane.Calls)
            {
                await _gate.Task;
            }

            return Answer();
        }
    }
}
