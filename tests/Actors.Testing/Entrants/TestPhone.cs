using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;

namespace Actors.Testing.Entrants;

/// <summary>A phone that notes what it is shown.</summary>
public sealed class TestPhone : IPhoneObserver
{
    /// <summary>Whether it has gone, and says so to everyone who tells it something.</summary>
    public bool IsGone { get; set; }

    /// <summary>Prompts, and why they were shown.</summary>
    public List<(PromptView Prompt, PromptOccasion Occasion)> Prompts { get; } = [];

    /// <summary>Home screens.</summary>
    public List<EntrantView> Homes { get; } = [];

    /// <summary>Calls, as they were shown one after another.</summary>
    public List<CallView> Calls { get; } = [];

    /// <summary>How often it was asked whether all is well.</summary>
    public int Worries { get; private set; }

    /// <summary>How often it was asked for a sign of life.</summary>
    public int Pings { get; private set; }

    /// <summary>Forgets the pings; whether there were any.</summary>
    public bool AnswerPings()
    {
        var any = Pings > 0;
        Pings = 0;
        return any;
    }

    /// <summary>How often it was asked to connect again.</summary>
    public int Renewals { get; private set; }

    /// <inheritdoc/>
    public Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion) =>
        Hear(() => Prompts.Add((prompt, occasion)));

    /// <inheritdoc/>
    public Task ShowHomeAsync(EntrantView view) =>
        Hear(() => Homes.Add(view));

    /// <summary>Notices.</summary>
    public List<PhoneNotice> Notices { get; } = [];

    /// <inheritdoc/>
    public Task ShowNoticeAsync(EntrantId person, PhoneNotice notice) =>
        Hear(() => Notices.Add(notice));

    /// <summary>The numbers of the tests that it was asked for.</summary>
    public List<int> Tests { get; } = [];

    /// <inheritdoc/>
    public Task RunTestsAsync(EntrantId person, int number) =>
        Hear(() => Tests.Add(number));

    /// <inheritdoc/>
    public Task ShowCallAsync(CallView view) =>
        Hear(() => Calls.Add(view));

    /// <inheritdoc/>
    public Task AskWhetherWellAsync(EntrantId person) =>
        Hear(() => Worries++);

    /// <inheritdoc/>
    public Task PingAsync(EntrantId person) =>
        Hear(() => Pings++);

    /// <inheritdoc/>
    public Task RenewAsync(EntrantId person) =>
        Hear(() => Renewals++);

    private Task Hear(Action note)
    {
        ObjectDisposedException.ThrowIf(IsGone, this);
        note();
        return Task.CompletedTask;
    }
}
