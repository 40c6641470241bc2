using System.Text;
using Actors.Client;
using Actors.Domain.Programmes;
using Actors.Grains.Scheduling;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Registration.Centres;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones;

public sealed class EntrantHubTests
{
    private static readonly DateTimeOffset Now = new(2021, 4, 5, 9, 0, 0, TimeSpan.FromHours(9));

    private static readonly Fix Here = new(35.68, 139.77, 12, Now);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Phone_is_welcomed_with_what_there_is_to_show()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync(companionsEach: 2));
        await using var client = new EntrantClient(guest.Token, server.ClientOptions with { Language = "ja-JP" }, new Silent());
        var welcome = await client.StartAsync(Cancelled);
        Assert.Equal(guest.Person, welcome.Person);
        Assert.Equal("ja", welcome.Language);
        Assert.Equal([guest.Person, .. guest.Companions], welcome.Homes.Select(home => home.Person));
        var home = welcome.Homes[0];
        Assert.Equal(HomeState.Confirmed, home.State);
        Assert.Equal(new DateOnly(2021, 4, 16), home.EndDate);
        Assert.Equal(3, home.Day);
        Assert.False(home.Checklist!.CheckedIn);
        Assert.Contains(home.Texts, line => line.Text.Contains("2021年4月16日", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unconfirmed_person_sees_no_end_date()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync(confirmed: false));
        await using var client = new EntrantClient(guest.Token, server.ClientOptions, new Silent());
        var home = (await client.StartAsync(Cancelled)).Homes[0];
        Assert.Equal((HomeState.Unconfirmed, null, null), (home.State, home.EndDate, home.EndsAt));
    }

    [Fact]
    public async Task Commands_are_answered_in_the_language_of_the_phone()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync(companionsEach: 1));
        await using var client = new EntrantClient(guest.Token, server.ClientOptions, new Silent());
        await client.StartAsync(Cancelled);
        var checkIn = await client.CheckInAsync(Here, Now, cancellationToken: Cancelled);
        Assert.Equal(
            (ReceiptCode.CheckedIn, "Thank you. Your check-in registration has been received."), (checkIn.Code, checkIn.Text));
        Assert.True((await client.GetHomeAsync(cancellationToken: Cancelled)).Checklist!.CheckedIn);
        Assert.False((await client.GetHomeAsync(guest.Companions[0], Cancelled)).Checklist!.CheckedIn);

        var health = await client.SendAsync(
            new HealthReport(CommandId.Draw().ToString(), Now, [], 36.5m, Person: guest.Companions[0]), Cancelled);
        Assert.True(health.IsAccepted, health.ToString());
    }

    [Fact]
    public async Task Person_with_symptoms_is_told_whom_to_call()
    {
        await using var server = ListeningServer.Start();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(
            "prefecture,municipality,name,phones\n,national,Consultation line,0120-000-000\n"
            + "Tokyo,Minato,Minato Public Health Center,03-0000-0001\nOsaka,,Osaka line,06-0000-0000\n"));
        await server.Services.GetRequiredService<CentreDirectory>()
            .ImportAsync(file, ProgrammeId.Parse("japan-2021"), cancellationToken: Cancelled);
        var guest = Assert.Single(await server.EnrolAsync());
        await using var client = new EntrantClient(guest.Token, server.ClientOptions, new Silent());
        var welcome = await client.StartAsync(Cancelled);
        Assert.Equal("Asia/Tokyo", welcome.Homes[0].Zone);

        var report = new HealthReport(CommandId.Draw().ToString(), Now, [Symptom.Fever], 38.2m);
        var receipt = await client.SendAsync(report, Cancelled);
        Assert.Equal(ReceiptCode.SymptomsReceived, receipt.Code);
        Assert.Contains("Consultation line: 0120-000-000", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(receipt, await client.SendAsync(report, Cancelled));

        Assert.Equal("0120-000-000", await PhoneOfAsync(null));
        Assert.Equal("03-0000-0001", await PhoneOfAsync("minato"));
        Assert.Equal("06-0000-0000", await PhoneOfAsync("Osaka"));
        Assert.Equal("0120-000-000", await PhoneOfAsync("Atlantis"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => PhoneOfAsync(new('x', Limits.PlaceLength + 1)));
        Assert.Contains(ErrorCode.ValueTooLong, refused.Message, StringComparison.Ordinal);

        async Task<string> PhoneOfAsync(string? place) =>
            Assert.Single((await client.FindCentresAsync(place, Cancelled)).Centres).Phones[0];
    }

    [Fact]
    public async Task Dropped_phone_comes_back_and_repeats_its_command()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        var options = server.ClientOptions with { FirstPause = TimeSpan.FromMilliseconds(1) };
        await using var client = new EntrantClient(guest.Token, options, new Silent());
        await client.StartAsync(Cancelled);
        var command = new CheckIn(CommandId.Draw().ToString(), Here, Now);
        var first = await client.SendAsync(command, Cancelled);
        await client.DropAsync();
        Assert.Equal(first, await client.SendAsync(command, Cancelled));
    }

    [Fact]
    public async Task Prompt_is_shown_and_its_handle_is_good_once()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        var listener = new Waiting();
        await using var client = new EntrantClient(guest.Token, server.ClientOptions, listener);
        await client.StartAsync(Cancelled);
        var clock = server.Services.GetRequiredService<ProgrammeClock>();
        clock.SkipTo(new DateTimeOffset(2021, 4, 5, 11, 0, 1, TimeSpan.FromHours(9)));
        var message = await listener.Health.Task.WaitAsync(Cancelled);
        Assert.Equal((guest.Person, "Please report your health"), (message.Person, message.Title));
        Assert.Contains("14:00", message.Body, StringComparison.Ordinal);

        var report = new HealthReport(
            CommandId.Draw().ToString(), clock.GetUtcNow(), [Symptom.Cough], 36.6m, Handle: message.Prompt.Handle);
        var receipt = await client.SendAsync(report, Cancelled);
        Assert.Equal(ReceiptCode.SymptomsReceived, receipt.Code);
        Assert.Equal(receipt, await client.SendAsync(report, Cancelled));
        var again = await client.SendAsync(report with { CommandId = CommandId.Draw().ToString() }, Cancelled);
        Assert.Equal((ErrorCode.HandleUsed, "handle"), (again.Error?.Code, again.Error?.Field));
        var location = await client.ReportLocationAsync(
            Here with { TakenAt = clock.GetUtcNow() }, clock.GetUtcNow(), message.Prompt.Handle, cancellationToken: Cancelled);
        Assert.NotNull(location.Error);
    }

    /// <summary>A new activation of the person, as after a restart, knew of no call, and a fresh app got none.</summary>
    [Fact]
    public async Task A_fresh_app_learns_of_the_call_that_rings_also_after_a_restart()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        int number;
        using (var first = await RawPhone.ConnectAndGreetAsync(server, guest.Token))
        {
            Assert.Null((await first.InvokeAsync("RequestCall", "{}"))["error"]);
            number = (int)(await first.ReadCallAsync("CallChanged"))["number"]!;
        }

        var grains = server.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero, Cancelled);
        using var fresh = await RawPhone.ConnectAsync(server, guest.Token);
        var welcome = await fresh.InvokeAsync("Hello", RawPhone.Hello);
        Assert.Equal(number, (int?)welcome["result"]?["call"]?["number"]);
    }

    private sealed class Waiting : PhoneListener
    {
        public TaskCompletionSource<PromptMessage> Health { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task OnPromptAsync(EntrantClient client, PromptMessage message)
        {
            if (message.Prompt.Kind == PromptKind.Health)
            {
                Health.TrySetResult(message);
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Silent : PhoneListener;
}
