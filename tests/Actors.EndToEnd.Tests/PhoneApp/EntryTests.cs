using Actors.EndToEnd.Tests.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>What happens on the way to a registration: slips, reloads, a lost connection (SPEC E2, E3, E9).</summary>
public sealed class EntryTests
{
    private const int Timeout = 180_000;
    private const string Names = "P<UTOTESTER<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<<<";
    private const string Data = "TK12345671UTO9002030F3001019<<<<<<<<<<<<<<08";

    private const string Typeface = "/usr/share/fonts/opentype/ocr-b/OCRB.otf";

    /// <summary>A camera that shows the foot of a passport, a little turned and with noise, after a while without it.</summary>
    private const string PassportCamera =
        $$"""
        navigator.mediaDevices.getUserMedia = async () => {
          const canvas = document.createElement("canvas");
          canvas.width = 1280;
          canvas.height = 720;
          const pen = canvas.getContext("2d");
          let pictures = 0;
          const draw = () => {
            pen.fillStyle = "#d8d4cc";
            pen.fillRect(0, 0, 1280, 720);
            if (++pictures > 40) {
              pen.save();
              pen.rotate(0.015);
              pen.fillStyle = "#222";
              pen.font = "33px 'OCR B'";
              pen.fillText("{{Names}}", 60, 400);
              pen.fillText("{{Data}}", 60, 455);
              pen.restore();
            }
            for (let at = 0; at < 4000; at++) {
              pen.fillStyle = `rgba(0, 0, 0, ${Math.random() / 8})`;
              pen.fillRect(Math.random() * 1280, Math.random() * 720, 2, 2);
            }
          };
          setInterval(draw, 50);
          return canvas.captureStream(10);
        };
        """;

    public static TheoryData<string> Tags => ["en", "ja", "zh-Hans"];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Tags))]
    public async Task The_two_lines_of_the_passport_fill_the_form_and_a_lost_connection_loses_nothing(string tag)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, tag);
        var page = app.Page;
        await page.GotoAsync($"{server.Address}app?programme=japan-2021&language={tag}");
        await app.AgreeAsync();
        await page.GetByText(app.Say("entry.where"), new() { Exact = true }).ClickAsync();
        await page.GetByText(app.Say("entry.zone"), new() { Exact = true }).ClickAsync();

        // One digit of the date was misread: the part is named, and nothing is filled in.
        await page.FillAsync("#zone", $"{Names}\n{Data.Replace("900203", "900208", StringComparison.Ordinal)}");
        await Expect(page.Locator("#zone-said")).ToContainTextAsync(app.Say("entry.part-birth"));
        await Expect(page.Locator("#passportNumber")).ToHaveValueAsync("");
        await app.LookAsync("zone-unfit");

        await page.FillAsync("#zone", $"{Data}\n{Names}".ToLowerInvariant());
        await Expect(page.Locator("#passportNumber")).ToHaveValueAsync("TK1234567");
        await Expect(page.Locator("#birthDate-year")).ToHaveValueAsync("1990");
        await Expect(page.Locator("#surname")).ToHaveValueAsync("TESTER");
        await Expect(page.Locator("#issuingState")).ToHaveValueAsync("UTO");
        await Expect(page.Locator("#passportNumberAgain")).ToHaveCountAsync(0);
        await app.LookAsync("zone-read");

        // Sent without a connection, and the page is loaded again: it is sent when the connection is back.
        await page.RouteAsync("**/registration/programmes/*", route => route.Request.Method == "POST"
            ? route.AbortAsync()
            : route.ContinueAsync());
        await app.TapAsync("app.register");
        await Expect(page.GetByText(app.Say("entry.sending-later"))).ToBeVisibleAsync();
        await app.LookAsync("sending-later");
        await page.ReloadAsync();
        await Expect(page.GetByText(app.Say("entry.sending-later"))).ToBeVisibleAsync();
        await page.UnrouteAllAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = app.Say("entry.registered") })).ToBeVisibleAsync();
        await Expect(page.Locator(".code svg")).ToBeVisibleAsync();
        await app.TapAsync("entry.trial-start");
        await Expect(page.GetByText(app.Say("entry.trial-no-camera"))).ToBeVisibleAsync();
        await app.LookAsync("registered");

        // On the home screen before the stay; then no officer was there.
        await page.Locator("a.button", new() { HasText = app.Say("app.home") }).ClickAsync();
        await Expect(page.Locator(".points-open")).ToBeVisibleAsync();
        await page.Locator(".points-open input").First.CheckAsync();
        await app.LookAsync("before");
        await page.ReloadAsync();
        await Expect(page.Locator(".points-open input").First).ToBeCheckedAsync();
        await app.TapAsync("entry.arrived");
        await app.LookAsync("landed");
        await app.TapAsync("entry.landed-send");
        await Expect(app.Button("action.check-in")).ToBeVisibleAsync();
        await Expect(page.Locator(".code")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Timeout)]
    public async Task Entries_that_differ_are_shown_side_by_side_and_a_reload_keeps_each_step()
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        var page = app.Page;
        await page.GotoAsync($"{server.Address}app?programme=japan-2021&language=en");
        await app.AgreeAsync(isReloaded: true);

        await app.TypePassportAsync(again: "TK12345G7");
        await Expect(page.Locator("#passportNumberAgain-unlike")).ToContainTextAsync("Character 8: 6 and G");
        await Expect(page.Locator("#passportNumberAgain-unlike")).ToContainTextAsync("G is a letter, 6 is a digit.");
        await Expect(page.Locator("#passportNumberAgain-unlike mark")).ToHaveTextAsync(["6", "G"]);
        await page.FillAsync("#birthDateAgain-month", "３");
        await page.Locator("#surname").FocusAsync();
        await Expect(page.Locator("#birthDateAgain-month")).ToHaveValueAsync("3");
        await Expect(page.Locator("#birthDateAgain-unlike")).ToContainTextAsync("Month: 2 and 3");
        await app.LookAsync("unlike");
        await page.FillAsync("#birthDate-day", "31");
        await page.Locator("#surname").FocusAsync();
        await Expect(page.Locator("#birthDate-wrong")).ToBeVisibleAsync();

        // What was typed stays. One text of the consents changed meanwhile: the app leads back to it.
        await page.ReloadAsync();
        await Expect(page.Locator("#passportNumberAgain")).ToHaveValueAsync("TK12345G7");
        await page.FillAsync("#passportNumberAgain", "ＴＫ１２３４５６７");
        await page.FillAsync("#birthDate-day", "3");
        await page.FillAsync("#birthDateAgain-month", "2");
        await page.EvaluateAsync(
            """
            () => {
              const draft = JSON.parse(sessionStorage.getItem("actors.entry"));
              draft.consents[1].version = 7;
              sessionStorage.setItem("actors.entry", JSON.stringify(draft));
            }
            """);
        await page.ReloadAsync();
        await app.TapAsync("app.register");
        await Expect(page.Locator("progress")).ToHaveAttributeAsync("value", "2");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This text has changed.");
        await app.LookAsync("outdated");
        for (var consent = 2; consent <= 4; consent++)
        {
            await Expect(page.Locator("progress")).ToHaveAttributeAsync("value", $"{consent}");
            await app.TapAsync("app.agree");
        }

        await app.TapAsync("app.register");
        await Expect(page.Locator(".code svg")).ToBeVisibleAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task The_camera_reads_the_two_lines()
    {
        Assert.True(
            File.Exists(Typeface), "This test needs the typeface of passports. ./build.sh installs it on Debian (fonts-ocr-b).");
        await using var server = RealServer.Start();
        await using var browser = await Chromium.StartAsync(server.Address, new() { Prelude = PassportCamera });
        var app = new PhoneAppPage(server, browser.Page, "en");
        var page = app.Page;
        await page.GotoAsync($"{server.Address}app?programme=japan-2021&language=en");
        await app.AgreeAsync();
        await page.GetByText(app.Say("entry.zone"), new() { Exact = true }).ClickAsync();
        await app.TapAsync("entry.scan");
        await Expect(page.Locator(".scan rect")).ToBeVisibleAsync();
        await Expect(page.GetByText(app.Say("entry.scan-not-yet"))).ToBeVisibleAsync();
        await app.LookAsync("scan");
        await Expect(page.Locator("#passportNumber")).ToHaveValueAsync("TK1234567");
        await Expect(page.Locator("video")).ToHaveCountAsync(0);
        await Expect(page.GetByText(app.Say("entry.zone-read"))).ToBeVisibleAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_browser_that_forbids_storage_is_told_at_once()
    {
        await using var server = RealServer.Start();
        await using var browser = await Chromium.StartAsync(server.Address, new()
        {
            Prelude = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) "
                + "Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
        });
        var app = new PhoneAppPage(server, browser.Page, "en");
        await app.Page.GotoAsync($"{server.Address}app?programme=japan-2021&language=en");
        await Expect(app.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(app.Say("entry.welcome.no-storage"));
    }
}
