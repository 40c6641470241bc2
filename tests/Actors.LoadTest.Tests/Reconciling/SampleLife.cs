using System.Buffers.Text;
using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Tests.Reconciling;

/// <summary>
/// The ledger and the journal of one person whose stay has two days, by hand. Prompts: one on the day of entry, answered;
/// on day 1 one that was answered, one answered late, one missed, one excused, and the health report.
/// </summary>
internal sealed class SampleLife
{
    public const string Person = "00000000000000000000000000000001";
    public const ulong CheckIn = 1;
    public const ulong FirstAnswer = 2;
    public const ulong Health = 3;
    public const ulong SecondAnswer = 4;
    public const ulong LateAnswer = 5;
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private static readonly DateTimeOffset Entry = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(9));
    private readonly List<LedgerEntry> _ledger = [];

    private SampleLife(DateTimeOffset? goneSince) => Journal = new(Person) { LandedAt = At(0, 10), GoneSince = goneSince };

    public static int FirstPrompt => Number(0, 1);

    public static int HealthPrompt => Number(1, 0);

    public static int AnsweredPrompt => Number(1, 1);

    public static int LatePrompt => Number(1, 2);

    public static int MissedPrompt => Number(1, 3);

    public static int ExcusedPrompt => Number(1, 4);

    public ProgrammeRules Rules { get; set; } = new() { LastDay = 1 };

    public List<OutageSpan> Outages { get; } = [];

    public List<OutageSpan> Recorded { get; } = [];

    public DateTimeOffset Until { get; set; } = At(2, 2);

    public Journal Journal { get; }

    public List<LedgerEntry> Ledger => _ledger;

    public static DateTimeOffset At(int day, int hour, int minute = 0) => Entry.AddDays(day).AddHours(hour).AddMinutes(minute);

    public static int Number(int day, int index) => (day << 4) | index;

    public static string Handle(int number) =>
        Base64Url.EncodeToString([(byte)(number >> 4), (byte)(number & 15), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

    /// <summary>A life in which everything is right.</summary>
    public static SampleLife Clean()
    {
        var life = new SampleLife(goneSince: null);
        life.Enter();
        life.LiveFirstDay();
        life.LiveSecondDay();
        life.Add(At(2, 0, 1), new Fact.StayEnded());
        return life;
    }

    /// <summary>The life of a person who was never heard of, and was missed in time.</summary>
    public static SampleLife NeverThere()
    {
        var life = new SampleLife(At(0, 10));
        life.Add(At(0, 10, 1), new Fact.StayStarted(At(0, 10), At(2, 0), At(0, 10, 1)));
        life.Add(At(0, 21, 5), Plan(1, (0, PromptKind.Health, At(1, 11)), (1, PromptKind.Location, At(1, 9)),
            (2, PromptKind.Location, At(1, 13)), (3, PromptKind.Location, At(1, 15))));
        life.Add(At(0, 22, 2), new Fact.ContactLost(1));
        foreach (var (index, at, closesAt) in new[]
        {
            (1, At(1, 9), At(1, 10)), (0, At(1, 11), At(1, 14)), (2, At(1, 13), At(1, 14)), (3, At(1, 15), At(1, 16)),
        })
        {
            life.Add(at, new Fact.PromptIssued(Number(1, index), at, closesAt));
            life.Add(closesAt, new Fact.PromptClosed(Number(1, index), PromptOutcome.Excused, false));
        }

        life.Add(At(2, 0, 1), new Fact.StayEnded());
        return life;
    }

    public Reconciliation Reconcile() =>
        new Reconciler(new(Rules, Outages, Until, Tolerance) { Recorded = Recorded }).Reconcile(_ledger, [Journal]);

    /// <summary>Adds a row at the end.</summary>
    public void Add(DateTimeOffset at, Fact fact) => _ledger.Add(new(Person, _ledger.Count + 1, at, fact));

    /// <summary>Takes rows out; what is left has gaps.</summary>
    public void Remove(Predicate<Fact> which) => _ledger.RemoveAll(entry => which(entry.Fact));

    /// <summary>Takes rows out as if they had never been written.</summary>
    public void Unwrite(Predicate<Fact> which)
    {
        Remove(which);
        for (var place = 0; place < _ledger.Count; place++)
        {
            _ledger[place] = _ledger[place] with { Sequence = place + 1 };
        }
    }

    /// <summary>Changes the first row of a kind that fits.</summary>
    public void Change<T>(Func<T, T> change, Func<T, bool>? which = null)
        where T : Fact
    {
        var place = _ledger.FindIndex(entry => entry.Fact is T fact && which?.Invoke(fact) != false);
        _ledger[place] = _ledger[place] with { Fact = change((T)_ledger[place].Fact) };
    }

    /// <summary>The phone had a prompt and said so.</summary>
    public void Show(int number, DateTimeOffset at)
    {
        Journal.RecordPrompt(Handle(number), at);
        Journal.RecordDeliverySent(Handle(number), at);
        Journal.RecordDeliveryAcknowledged(Handle(number), at);
    }

    /// <summary>The person gave an answer and the server took it.</summary>
    public void Acknowledge(ulong command, int? number, string receipt, DateTimeOffset at)
    {
        Journal.RecordCommand(command, number is { } prompt ? Handle(prompt) : null, at);
        Journal.RecordAnswer(command, receipt, refusal: null, at);
    }

    public static Fact.DayPlanned Plan(int day, params (int Index, PromptKind Kind, DateTimeOffset At)[] prompts) =>
        new(day, [.. prompts.Select(prompt => new DrawnPrompt(Number(day, prompt.Index), prompt.Kind, prompt.At))]);

    private void Enter()
    {
        Add(At(0, 10, 1), new Fact.StayStarted(At(0, 10), At(2, 0), At(0, 10, 1)));
        Add(At(0, 11, 30), new Fact.CheckedIn(CheckIn, 0, At(0, 11, 30), "checkedIn"));
        Acknowledge(CheckIn, null, "checkedIn", At(0, 11, 30));
        Add(At(0, 11, 30), Plan(0, (1, PromptKind.Location, At(0, 14))));
    }

    private void LiveFirstDay()
    {
        Send(FirstPrompt, At(0, 14), At(0, 15));
        Answer(FirstPrompt, FirstAnswer, 0, At(0, 14, 20), PromptOutcome.Answered, "locationReceived");
        Add(At(0, 21, 5), Plan(1, (0, PromptKind.Health, At(1, 11)), (1, PromptKind.Location, At(1, 8, 30)),
            (2, PromptKind.Location, At(1, 12)), (3, PromptKind.Location, At(1, 15)), (4, PromptKind.Location, At(1, 18))));
    }

    private void LiveSecondDay()
    {
        Send(AnsweredPrompt, At(1, 8, 30), At(1, 9, 30));
        Answer(AnsweredPrompt, SecondAnswer, 1, At(1, 8, 50), PromptOutcome.Answered, "locationReceived");
        Send(HealthPrompt, At(1, 11), At(1, 14));
        Answer(HealthPrompt, Health, 1, At(1, 11, 5), PromptOutcome.Answered, "healthReceived");
        Send(LatePrompt, At(1, 12), At(1, 13));
        Add(At(1, 13), new Fact.PromptClosed(LatePrompt, PromptOutcome.Missed, false));
        Answer(LatePrompt, LateAnswer, 1, At(1, 13, 40), PromptOutcome.Late, "locationReceivedLate");
        Send(MissedPrompt, At(1, 15), At(1, 16));
        Add(At(1, 16), new Fact.PromptClosed(MissedPrompt, PromptOutcome.Missed, false));
        Add(At(1, 18), new Fact.PromptIssued(ExcusedPrompt, At(1, 18), At(1, 19)));
        Add(At(1, 19), new Fact.PromptClosed(ExcusedPrompt, PromptOutcome.Excused, false));
    }

    private void Send(int number, DateTimeOffset at, DateTimeOffset closesAt)
    {
        Add(at, new Fact.PromptIssued(number, at, closesAt));
        Add(at.AddMinutes(1), new Fact.PromptDelivered(number, at.AddMinutes(1)));
        Show(number, at.AddMinutes(1));
    }

    private void Answer(int number, ulong command, int day, DateTimeOffset at, PromptOutcome outcome, string receipt)
    {
        Add(at, new Fact.Reported(command, number, day, at, outcome, receipt));
        Acknowledge(command, number, receipt, at);
    }
}
