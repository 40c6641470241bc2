using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;

namespace Actors.Testing.Entrants;

/// <summary>A phone that notes what it is shown.</summary>
public sealed class TestPhone : IPhoneObserver
{
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
    public Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion)
    {
        Prompts.Add((prompt, occasion));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ShowHomeAsync(EntrantView view)
    {
        Homes.Add(view);
        return Task.CompletedTask;
    }

    /// <summary>Notices.</summary>
    public List<PhoneNotice> Notices { get; } = [];

    /// <inheritdoc/>
    public Task ShowNoticeAsync(EntrantId person, PhoneNotice notice)
    {
        Notices.Add(notice);
        return Task.CompletedTask;
    }

    /// <summary>The numbers of the tests that it was asked for.</summary>
    public List<int> Tests { get; } = [];

    /// <inheritdoc/>
    public Task RunTestsAsync(EntrantId person, int number)
    {
        Tests.Add(number);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ShowCallAsync(CallView view)
    {
        Calls.Add(view);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AskWhetherWellAsync(EntrantId person)
    {
        Worries++;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PingAsync(EntrantId person)
    {
        Pings++;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RenewAsync(EntrantId person)
    {
        Renewals++;
        return Task.CompletedTask;
    }
}
