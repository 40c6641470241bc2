using System.Net;
using Actors.Client;
using Actors.Client.Simulated;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>
/// Brings people in: the roster and the registrations by their phones before the first flight, the officer after each landing,
/// and later what some of them need before the roster knows them. Where there are very many, most are enrolled in bulk.
/// </summary>
internal sealed class Arrivals(
    ServerGroup servers, PhoneWorld world, LifeOptions options, ProgrammeRules rules, CancellationToken stopping) : IDisposable
{
    /// <summary>The maximum number of people who enter by phones of their own; the others are enrolled in bulk.</summary>
    public const int MaxPhones = 1_000;

    /// <summary>The same where the server is not of the run, and bounds how often one address registers.</summary>
    public const int MaxPhonesElsewhere = 100;

    private const int MaxBatch = 200;
    private const int MaxParallel = 32;
    private static readonly TimeSpan AfterLanding = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>How long servers may take to tell registrations of a roster, in real time.</summary>
    private static readonly TimeSpan TimeToTell = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<SimulatedPhone> _phones = [];
    private readonly List<Entry> _entries = [];
    private readonly List<Entrant> _entrants = [];
    private readonly HttpClient[] _clients = [.. servers.Addresses.Select(address => new HttpClient { BaseAddress = address })];
    private readonly SemaphoreSlim _importing = new(1);
    private long _knownAt;

    /// <summary>The phones of the people who have landed.</summary>
    public IReadOnlyList<SimulatedPhone> Phones
    {
        get
        {
            lock (_gate)
            {
                return [.. _phones];
            }
        }
    }

    /// <summary>How each person came in.</summary>
    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Number of people who have landed.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _phones.Count;
            }
        }
    }

    /// <summary>Real time in which people registered, before the first landed.</summary>
    public TimeSpan Entering { get; private set; }

    /// <summary>Registers people who come by phones of their own, and plans the landing of all.</summary>
    public async Task EnterAsync(IReadOnlyList<PhoneProfile> profiles)
    {
        var begun = world.Wall.GetTimestamp();
        var phones = options.Server is null ? MaxPhones : MaxPhonesElsewhere;
        foreach (var (number, profile) in profiles.Take(phones).Index())
        {
            var traveller = Traveller.Draw(profile.Seed) with { Phone = $"{Traveller.PhonePrefix}{number:D7}" };
            _entrants.Add(new(profile, traveller, new(_clients[number % _clients.Length], world.Wall, traveller)));
        }

        if (_entrants.Count > 0)
        {
            await ImportAsync(_entrants.Where(entrant => entrant.Traveller.Habit != EntryHabit.IsExpectedLater));
        }

        await Parallel.ForEachAsync(
            _entrants, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = stopping },
            async (entrant, stop) => entrant.Token = await entrant.Phone.EnterAsync(options.Programme, world.Options, stop));
        Entering = world.Wall.GetElapsedTime(begun);
        foreach (var flight in _entrants.GroupBy(entrant => entrant.Profile.LandedAt))
        {
            world.Schedule.At(flight.Key + AfterLanding, () => PassAsync(flight.Key, [.. flight]));
        }

        foreach (var flight in profiles.Skip(phones).GroupBy(profile => profile.LandedAt))
        {
            foreach (var batch in flight.Chunk(MaxBatch))
            {
                world.Schedule.At(flight.Key + AfterLanding, () => EnrolAsync(flight.Key, batch));
            }
        }
    }

    /// <summary>Waits until the servers had the time to tell every registration of the roster.</summary>
    public Task SettleAsync()
    {
        var left = _knownAt == 0 ? TimeSpan.Zero : TimeToTell - world.Wall.GetElapsedTime(_knownAt);
        return left > TimeSpan.Zero ? Task.Delay(left, world.Wall, stopping) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _importing.Dispose();
        _entrants.ForEach(entrant => entrant.Phone.Dispose());
        Array.ForEach(_clients, client => client.Dispose());
    }

    private Task PassAsync(DateTimeOffset landedAt, IReadOnlyList<Entrant> flight) => Parallel.ForEachAsync(
        flight, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = stopping },
        async (entrant, stop) =>
        {
            await entrant.Phone.MeetOfficerAsync(
                world.Options, () => servers.Running[0].LandAsync(landedAt, [entrant.Phone.Person], stop), stop);
            var entry = new Entry(entrant.Phone.Person, entrant.Phone.Companions)
            {
                IsExpectedLater = entrant.Traveller.Habit == EntryHabit.IsExpectedLater,
                IsMistyped = entrant.Traveller.Habit == EntryHabit.MistypesTwice,
                NamesDiffer = entrant.Traveller.Habit == EntryHabit.ExchangesNames,
            };
            Start(entry, entrant.Token, entrant.Profile, entrant.Traveller.Phone);
            if (entry.Holds(entry.Person))
            {
                var hours = SeededRandom.For(options.Seed, entrant.Profile.Seed).Between(4, 20);
                world.Schedule.At(landedAt + TimeSpan.FromHours(hours), () => MakeKnownAsync(entrant, entry));
            }
        });

    private async Task EnrolAsync(DateTimeOffset landedAt, PhoneProfile[] profiles)
    {
        var enrolled = await servers.Running[0].EnrolAsync(new(options.Programme, profiles.Length, landedAt), stopping);
        foreach (var (profile, person) in profiles.Zip(enrolled))
        {
            Start(new(person.Person, []), person.Token, profile, number: null);
        }
    }

    private void Start(Entry entry, string token, PhoneProfile profile, string? number)
    {
        var phone = new SimulatedPhone(entry.Person, token, profile, world);
        lock (_gate)
        {
            _phones.Add(phone);
            _entries.Add(entry);
        }

        world.Push?.Add(phone, entry.People, profile.Reach, number);
        phone.Start();
    }

    /// <summary>A roster names the person at last, or the person corrects what was typed.</summary>
    private async Task MakeKnownAsync(Entrant entrant, Entry entry)
    {
        entry.KnownFrom = world.Clock.Now;
        await RepeatAsync(() => entrant.Traveller.Habit == EntryHabit.IsExpectedLater
            ? ImportAsync([entrant])
            : entrant.Phone.CorrectAsync(stopping));
        entry.IsKnown = true;
        Interlocked.Exchange(ref _knownAt, world.Wall.GetTimestamp());
    }

    /// <summary>Imports a roster. A server takes one at a time.</summary>
    private async Task ImportAsync(IEnumerable<Entrant> entrants)
    {
        var roster = Traveller.WriteRoster(entrants.SelectMany(entrant => entrant.Traveller.Family.Select(
            one => (one, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(entrant.Profile.LandedAt, rules.Zone).DateTime)))));
        await _importing.WaitAsync(stopping);
        try
        {
            var server = servers.Running is [var first, ..] ? first : throw new HttpRequestException("No server runs.");
            await server.ImportRosterAsync(options.Programme, roster, stopping);
        }
        finally
        {
            _importing.Release();
        }
    }

    /// <summary>Tries again while servers are away.</summary>
    private async Task RepeatAsync(Func<Task> step)
    {
        var begun = world.Wall.GetTimestamp();
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (Exception exception) when (IsOfServer(exception) && world.Wall.GetElapsedTime(begun) < LongestWait)
            {
                await Task.Delay(Pause, world.Wall, stopping);
            }
        }
    }

    private static bool IsOfServer(Exception exception) => exception is HttpRequestException or IOException
        or RegistrationRefusedException { Status: >= HttpStatusCode.InternalServerError };

    /// <summary>A person who enters by an own phone.</summary>
    private sealed record Entrant(PhoneProfile Profile, Traveller Traveller, EntryPhone Phone)
    {
        public string Token { get; set; } = "";
    }
}
