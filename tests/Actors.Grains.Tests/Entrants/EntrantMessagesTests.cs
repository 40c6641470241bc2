using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;
using Actors.Grains.Entrants;
using Actors.Grains.Messages;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Entrants;

/// <summary>Who is not reached by the connected app gets messages, and only a proof of one counts (SPEC Q6).</summary>
public sealed class EntrantMessagesTests : IDisposable
{
    /// <summary>Until 11:30 in Tokyo on the day after landing, half an hour after the health prompt.</summary>
    private static readonly TimeSpan UntilHealth = TimeSpan.FromHours(26.5);

    private readonly TempFolder _folder = new();
    private readonly string _keys;

    public EntrantMessagesTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Prompt_without_a_connection_becomes_a_message_and_then_a_reminder() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(UntilHealth);

        var prompt = Assert.Single(town.Messenger.Messages, IsHealth);
        Assert.Equal(
            (Lane.Reminders, EntrantCluster.Person(1), EntrantCluster.Person(1), TimeSpan.FromHours(3)),
            (prompt.Lane, prompt.Person, prompt.About, prompt.Validity));
        Assert.True(PromptNumber.TryFrom(prompt.Subject, out var number));
        var open = await EntrantCluster.Entrant(silo, 1).ReadOpenPromptAsync(number);
        Assert.Equal((PromptKind.Health, false), (open!.Kind, open.IsDelivered));
    });

    [Fact]
    public Task Companion_is_reached_by_the_carer() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await town.LandAsync(silo, 1);
        await town.LandAsync(silo, 2, carer: EntrantCluster.Person(1));
        await cluster.AdvanceAsync(UntilHealth);
        var message = Assert.Single(
            town.Messenger.Messages, message => IsHealth(message) && message.About == EntrantCluster.Person(2));
        Assert.Equal(EntrantCluster.Person(1), message.Person);
    });

    [Fact]
    public Task Connected_phone_gets_no_message_unless_it_does_not_confirm() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        var phone = new TestPhone();
        await entrant.ConnectAsync(silo.Observe<IPhoneObserver>(phone), null);
        var now = cluster.Clock.GetUtcNow();
        await entrant.CheckInAsync(new(1), new(35.68, 139.76, 12, now, IsMock: false), new(now));
        while (phone.Prompts.All(shown => shown.Prompt.Kind != PromptKind.Location))
        {
            await cluster.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.DoesNotContain(town.Messenger.Messages, message => message.Kind == MessageKind.Prompt);
        var prompt = phone.Prompts.First(shown => shown.Prompt.Kind == PromptKind.Location).Prompt;
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(11));
        var reminder = Assert.Single(town.Messenger.Messages, message => message.Subject == prompt.Number.Value);
        Assert.Equal(MessageKind.Reminder, reminder.Kind);
        GC.KeepAlive(phone);
    });

    [Fact]
    public Task Phone_that_has_gone_without_the_grain_knowing_gets_a_message() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        var phone = new TestPhone();
        await entrant.ConnectAsync(silo.Observe<IPhoneObserver>(phone), null);
        phone.IsGone = true;
        await cluster.AdvanceAsync(UntilHealth);

        Assert.Single(town.Messenger.Messages, IsHealth);
        GC.KeepAlive(phone);
    });

    [Theory]
    [InlineData(Channel.Push)]
    [InlineData(Channel.Sms)]
    public Task Proof_by_another_channel_counts_like_one_of_the_app(Channel channel) => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var entrant = await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(UntilHealth);
        var message = Assert.Single(town.Messenger.Messages, IsHealth);
        Assert.True(PromptNumber.TryFrom(message.Subject, out var number));
        Assert.Null(await entrant.ConfirmMessageAsync(number, channel));
        Assert.Null(await entrant.ConfirmMessageAsync(number, channel));
        Assert.True((await entrant.ReadOpenPromptAsync(number))!.IsDelivered);

        await cluster.AdvanceAsync(TimeSpan.FromHours(14));

        var history = await EntrantCluster.HistoryAsync(silo, 1);
        var proof = Assert.Single(history.OfType<EntrantEvent.PromptDelivered>(), proof => proof.Prompt == number);
        Assert.Equal(channel, proof.Channel);
        Assert.Equal(
            PromptOutcome.Missed, history.OfType<EntrantEvent.PromptClosed>().Single(closed => closed.Prompt == number).Outcome);

        // The phone itself is a sign of life, so that silence begins again; a handset that took an SMS says nothing of the app.
        SilenceStep[] before = [SilenceStep.Unreachable, SilenceStep.Supervisor];
        Assert.Equal(
            channel == Channel.Push ? [.. before, SilenceStep.Unreachable] : before,
            history.OfType<EntrantEvent.ContactLost>().Select(silent => silent.Step));
    });

    [Fact]
    public Task Message_without_a_proof_excuses() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(UntilHealth + TimeSpan.FromHours(3));
        var closed = (await EntrantCluster.HistoryAsync(silo, 1)).OfType<EntrantEvent.PromptClosed>().ToList();
        Assert.NotEmpty(closed);
        Assert.All(closed, prompt => Assert.Equal(PromptOutcome.Excused, prompt.Outcome));
    });

    [Fact]
    public Task Silent_person_is_asked_whether_all_is_well() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await town.LandAsync(silo, 1);
        await cluster.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Single(town.Messenger.Messages, message => message.Kind == MessageKind.WellBeing);
    });

    private static bool IsHealth(PersonMessage message) =>
        message.Kind == MessageKind.Prompt && PromptNumber.TryFrom(message.Subject, out var number) && number.Index == 0;

    private Task RunAsync(Func<GrainCluster, EntrantCluster, Task> test) =>
        GrainCluster.RunAsync(cluster => test(cluster, new(cluster, _keys)));
}
