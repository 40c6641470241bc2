using System.Threading.Channels;
using Actors.Domain.Outbox;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Protocol.Messages;
using Actors.Testing.Media;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Contact = Actors.Domain.Entrants.Prompts.Channel;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>
/// Pushes in a real browser: the app subscribes, the worker shows what comes and proves it, and a tap leads to the right place.
/// The subscription is a generated one, of the local push service, because no real one can be reached; see <see cref="AppWorker"/>.
/// </summary>
public sealed class PushTests
{
    private const int Timeout = 240_000;
    private const string NoPage = "healthz";
    private static readonly DateTimeOffset HealthTime = new(2021, 4, 5, 11, 0, 1, TimeSpan.FromHours(9));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task A_prompt_is_shown_once_proved_and_opens_the_home_screen()
    {
        await using var run = await StartAsync("ja");
        var (server, guest, page, app) = (run.Server, run.Guest, run.Page, run.App);
        var pushes = await SubscribeAsync(run);
        await using var worker = await AppWorker.FindAsync(server.Address, page);

        var push = await ReadPromptAsync(run, pushes);
        Assert.False(await IsDeliveredAsync(server, guest));
        await worker.DeliverAsync(push);
        await UntilDeliveredAsync(server, guest);
        Assert.Equal([$"prompt: {push.Title} | {app.Say("push.report")}"], await worker.ShownAsync());
        Assert.Equal("ja", (string?)await worker.EvaluateAsync("registration.getNotifications().then(all => all[0].lang)"));

        // A repeat is not shown again; a reminder takes the place of its prompt.
        await worker.EvaluateAsync("registration.getNotifications().then(all => all[0].close())");
        await worker.DeliverAsync(push);
        await worker.DeliverAsync(push with { Id = Guid.NewGuid().ToString("N"), Topic = "other", Kind = "wellBeing" });
        await UntilAsync(async () => (await worker.ShownAsync()).Count == 1);
        Assert.Equal([$"wellBeing: {push.Title} | {app.Say("push.well")}"], await worker.ShownAsync());
        await worker.DeliverAsync(push with { Id = Guid.NewGuid().ToString("N"), Topic = "other", Kind = "reminder" });
        await UntilAsync(async () => (await worker.ShownAsync())[0].StartsWith("reminder", StringComparison.Ordinal));
        Assert.Single(await worker.ShownAsync());

        var opened = await worker.TapAsync("reminder", "open");
        Assert.Equal($"{server.Address}app/#/", opened);
        Assert.Empty(await worker.ShownAsync());
        await page.GotoAsync(opened!);
        await Assertions.Expect(app.Button("action.report-health")).ToBeVisibleAsync();

        // The app is open: the tap leads there, to whatever screen was shown.
        await page.GotoAsync($"{server.Address}app/#/record");
        await worker.DeliverAsync(push with { Id = Guid.NewGuid().ToString("N"), Kind = "wellBeing" });
        await UntilAsync(async () => (await worker.ShownAsync()).Count == 1);
        Assert.Null(await worker.TapAsync("wellBeing"));
        await Assertions.Expect(app.Button("action.report-health")).ToBeVisibleAsync();
        Assert.DoesNotContain(run.Browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
    }

    [Fact(Timeout = Timeout)]
    public async Task What_is_on_the_screen_already_is_not_shown_again_but_proved()
    {
        await using var run = await StartAsync("en");
        var (server, guest, page, app) = (run.Server, run.Guest, run.Page, run.App);
        var pushes = await SubscribeAsync(run);
        await using var worker = await AppWorker.FindAsync(server.Address, page);
        var push = await ReadPromptAsync(run, pushes);
        await page.GotoAsync($"{server.Address}app/?language=en");
        await Assertions.Expect(app.Button("action.report-health")).ToBeVisibleAsync();

        await worker.DeliverAsync(push);
        await UntilAsync(async () => await StateAsync(server, push) == MessageState.Proved);
        await UntilAsync(async () => (await worker.ShownAsync()).Count == 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_proof_waits_for_the_connection()
    {
        await using var run = await StartAsync("en");
        var (server, guest, page) = (run.Server, run.Guest, run.Page);
        var pushes = await SubscribeAsync(run);
        await using var worker = await AppWorker.FindAsync(server.Address, page);
        var push = await ReadPromptAsync(run, pushes);

        await page.Context.SetOfflineAsync(true);
        await worker.DeliverAsync(push);
        await UntilAsync(async () => (await worker.ShownAsync()).Count == 1);
        Assert.Equal(1, (int)(await worker.EvaluateAsync(Receipts))!);
        await page.Context.SetOfflineAsync(false);
        await UntilDeliveredAsync(server, guest);
        await UntilAsync(async () => (int)(await worker.EvaluateAsync(Receipts))! == 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_call_is_answered_from_its_notification()
    {
        await using var run = await StartAsync("en");
        var (server, guest, page, app) = (run.Server, run.Guest, run.Page, run.App);
        var pushes = await SubscribeAsync(run);
        await using var worker = await AppWorker.FindAsync(server.Address, page);
        await page.GotoAsync($"{server.Address}{NoPage}");
        var calls = server.Services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>(guest.Person);
        Assert.Null(await calls.RequestAsync());

        var push = await ReadAsync(pushes, push => push.Kind == "callRing");
        await worker.DeliverAsync(push);
        await UntilAsync(async () => (await worker.ShownAsync()).Count == 1);
        Assert.Equal(
            [$"callRing: {app.Say("call.ring-title")} | {app.Say("call.page.answer")}, {app.Say("call.page.decline")}"],
            await worker.ShownAsync());
        var opened = await worker.TapAsync("callRing", "open");
        Assert.Equal($"{server.Address}app/#/answer", opened);
        await page.GotoAsync(opened!);
        await Assertions.Expect(page.GetByText(app.Say("call.checking-title"))).ToBeVisibleAsync();
        await UntilAsync(async () => (await worker.ShownAsync()).Count == 0);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_subscription_ends_with_the_permission()
    {
        await using var run = await StartAsync("en");
        var (server, guest, page) = (run.Server, run.Guest, run.Page);
        await SubscribeAsync(run);
        await page.Context.ClearPermissionsAsync();
        await page.ReloadAsync();
        await UntilSubscribedAsync(server, guest, isSubscribed: false);
    }

    private const string Receipts =
        """
        caches.open('actors.worker').then(cache => cache.keys())
          .then(all => all.filter(request => request.url.includes('/receipt/')).length)
        """;

    private static Task<GuestRun> StartAsync(string tag) =>
        GuestRun.StartAsync(tag, new() { AllowsNotifications = true, Film = TestMedia.Mjpeg("passing") });

    /// <summary>Opens the app, which subscribes. Returns the pushes that the server sends to it.</summary>
    private static async Task<ChannelReader<PushMessage>> SubscribeAsync(GuestRun run)
    {
        var pushes = await run.PlacePushAsync();
        await run.OpenAsync();
        await UntilSubscribedAsync(run.Server, run.Guest, isSubscribed: true);
        return pushes;
    }

    /// <summary>The app is closed, and a prompt comes by push.</summary>
    private static async Task<PushMessage> ReadPromptAsync(GuestRun run, ChannelReader<PushMessage> pushes)
    {
        await run.Page.GotoAsync($"{run.Server.Address}{NoPage}");
        run.App.SkipTo(HealthTime);
        return await ReadAsync(pushes, push => push.Body.Contains("14:00", StringComparison.Ordinal));
    }

    private static async Task<PushMessage> ReadAsync(ChannelReader<PushMessage> pushes, Func<PushMessage, bool> isWanted)
    {
        while (true)
        {
            var push = await pushes.ReadAsync(Cancelled);
            if (isWanted(push))
            {
                return push;
            }
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
        }
    }

    private static Task UntilSubscribedAsync(RealServer server, Guest guest, bool isSubscribed) => UntilAsync(async () =>
        (await server.Services.GetRequiredService<IContacts>().ReadAsync(guest.Id, Cancelled))
            .Any(contact => contact.Channel == Contact.Push) == isSubscribed);

    private static async Task<MessageState?> StateAsync(RealServer server, PushMessage push) =>
        (await server.Services.GetRequiredService<IOutbox>().FindAsync(new MessageId(Guid.Parse(push.Id)), Cancelled))?.State;

    private static Task UntilDeliveredAsync(RealServer server, Guest guest) =>
        UntilAsync(() => IsDeliveredAsync(server, guest));

    private static async Task<bool> IsDeliveredAsync(RealServer server, Guest guest)
    {
        var grain = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IEntrantGrain>(guest.Person);
        var health = (await grain.ReadAsync()).Stay!.Prompts.Single(
            prompt => prompt.Kind == Domain.Entrants.Prompts.PromptKind.Health);
        return (await grain.ReadOpenPromptAsync(health.Number))!.IsDelivered;
    }
}
