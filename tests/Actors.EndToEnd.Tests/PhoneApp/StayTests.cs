using System.Text;
using Actors.Domain.Programmes;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Registration.Centres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>A whole stay in the app, from the public link to the release (SPEC E4, Q1 to Q5).</summary>
public sealed class StayTests
{
    private const int Timeout = 300_000;
    private const int LastDay = 14;

    private static readonly DateTimeOffset Entry = new(2021, 4, 5, 0, 0, 0, TimeSpan.FromHours(9));

    public static TheoryData<string> Tags => ["en", "ja", "zh-Hans"];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Tags))]
    public async Task A_traveller_lives_through_the_whole_stay(string tag)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await ImportCentresAsync(server);
        await server.ImportRosterAsync("TK1234567,1990-02-03,TESTER,ANNA,2021-04-05,,\n");
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, tag);
        await app.EnterAsync();
        await app.TapAsync("action.check-in");
        await app.ExpectReceiptAsync("check-in.done");
        await app.Page.Locator("summary").ClickAsync();
        await app.LookAsync("home-first-day");

        for (var day = 1; day <= LastDay; day++)
        {
            app.SkipTo(Entry.AddDays(day).AddHours(11).AddMinutes(1));
            await Assertions.Expect(app.Page.Locator("h1")).ToHaveTextAsync(
                app.Say("stay.day", ("day", day), ("last", LastDay)), new() { Timeout = 30_000 });
            await ReportHealthAsync(app, hasSymptoms: day == 3);
            await AnswerPromptsAsync(app);
            await Assertions.Expect(app.Page.GetByText(app.Say("stay.end-date", ("date", new DateOnly(2021, 4, 19)))))
                .ToBeVisibleAsync();
            if (day is 3 or 7 or LastDay)
            {
                await app.LookAsync($"home-day-{day}");
            }
        }

        app.SkipTo(Entry.AddDays(LastDay + 1).AddMinutes(1));
        await Assertions.Expect(app.Page.GetByText(app.Say("stay.over"))).ToBeVisibleAsync();
        await Assertions.Expect(app.Button("action.check-in")).ToHaveCountAsync(0);
        await app.LookAsync("home-over");
        Assert.DoesNotContain(browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_report_from_elsewhere_says_how_far_and_asks_kindly_once_more()
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        await app.EnterAsync();
        await app.TapAsync("action.check-in");
        await app.ExpectReceiptAsync("check-in.done");

        // About 500 metres to the north; a position that is only approximate is asked for again before it is sent.
        await app.Page.Context.SetGeolocationAsync(new() { Latitude = 35.6626f, Longitude = 139.7017f, Accuracy = 1500 });
        await app.TapAsync("action.report-location");
        await Assertions.Expect(app.Button("app.send-anyway")).ToBeVisibleAsync();
        await app.LookAsync("approximate");
        await app.Page.Context.SetGeolocationAsync(new() { Latitude = 35.6626f, Longitude = 139.7017f, Accuracy = 10 });
        await app.TapAsync("app.try-again");
        await Assertions.Expect(app.Page.Locator(".sketch")).ToContainTextAsync(app.Say("app.away", ("metres", 500)));
        await app.LookAsync("away");

        // Back at the place, the second position is enough.
        await app.Page.Context.SetGeolocationAsync(new() { Latitude = 35.6581f, Longitude = 139.7017f, Accuracy = 12 });
        await app.Page.Locator(".now").GetByRole(AriaRole.Button).ClickAsync();
        await app.ExpectReceiptAsync("prompt.location.done");
        await Assertions.Expect(app.Page.Locator(".now")).ToHaveCountAsync(0);
    }

    private static async Task ImportCentresAsync(RealServer server)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(
            "municipality,name,phones,hours,languages\nnational,Consultation line,0120-565-653,every day,English;日本語\n"
            + "Minato,Minato Public Health Center,03-6400-0080,Mon-Fri 9-17,日本語\n"));
        var report = await server.Services.GetRequiredService<CentreDirectory>()
            .ImportAsync(file, ProgrammeId.Parse("japan-2021"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, report.Added);
    }

    private static async Task ReportHealthAsync(PhoneAppPage app, bool hasSymptoms)
    {
        await app.TapAsync("action.report-health");
        await app.Page.FillAsync("#temperature", "36,6");
        await app.LookAsync("health-temperature");
        await app.TapAsync("app.next");
        await app.LookAsync("health-symptoms");
        await app.TapAsync(hasSymptoms ? "app.some-symptoms" : "app.no-symptoms");
        for (var symptom = 0; hasSymptoms && symptom < 12; symptom++)
        {
            await Assertions.Expect(app.Page.Locator("progress")).ToHaveAttributeAsync("value", $"{symptom + 3}");
            await app.TapAsync(symptom is 1 or 5 ? "app.yes" : "app.no");
        }

        await app.TapAsync("app.next");
        await app.LookAsync("health-review");
        await app.TapAsync("app.send");
        if (hasSymptoms)
        {
            await Assertions.Expect(app.Page.Locator("a.call")).ToHaveTextAsync("0120-565-653");
            await app.Page.FillAsync("#place", "Minato");
            await app.TapAsync("app.centre-find");
            await Assertions.Expect(app.Page.Locator("a.call")).ToHaveTextAsync("03-6400-0080");
        }
        else
        {
            await app.ExpectReceiptAsync("health.done");
        }
    }

    private static async Task AnswerPromptsAsync(PhoneAppPage app)
    {
        while (await app.Page.Locator("[data-prompt]").CountAsync() > 0)
        {
            var handle = await app.Page.Locator("[data-prompt]").First.GetAttributeAsync("data-prompt");
            var prompt = app.Page.Locator($"[data-prompt={handle}]");
            await prompt.GetByRole(AriaRole.Button).ClickAsync();
            await Assertions.Expect(prompt).ToHaveCountAsync(0);
        }
    }
}
