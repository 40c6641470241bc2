using System.Text.Json.Nodes;
using Actors.Grains.Scheduling;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones;

/// <summary>What phones in the field send: wrong clocks, coarse positions, odd texts, records that no one knows.</summary>
public sealed class FieldPhonesTests
{
    private static readonly DateTimeOffset Prompted = new(2021, 4, 5, 11, 0, 1, TimeSpan.FromHours(9));
    private static readonly DateTimeOffset Closed = new(2021, 4, 5, 14, 0, 1, TimeSpan.FromHours(9));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Each had its Hello refused, so nothing worked.</summary>
    public static TheoryData<string> Hellos { get; } =
    [
        """{"protocolVersion":1,"appVersion":"1.4.2+45","platform":"Android","language":"en"}""",
        """{"protocolVersion":1,"appVersion":"v1.4.2-beta.1","platform":"Android","language":"en"}""",
        """{"protocolVersion":1,"appVersion":"1.4.2 (123)","platform":"","language":""}""",
        """{"protocolVersion":1,"appVersion":"1.99999999999999999999.2","platform":null,"language":"klingon"}""",
        """{"protocolVersion":1,"appVersion":"nightly","platform":7,"language":["en"]}""",
        """{"protocolVersion":1}""",
        """{"protocolVersion":1,"appVersion":"1.4.2\u0000\ud83d","platform":"\u0007\ud83d\ude00","language":"en"}""",
        $$"""
        {"protocolVersion":1,"appVersion":"1.4.2","platform":"{{new string('M', 300)}}","language":"{{new string('e', 90)}}"}
        """,
        Condition("{\"batteryPercent\":-1}"),
        Condition("{\"batteryPercent\":81.0}"),
        Condition("{\"batteryPercent\":56.99999999999999}"),
        Condition("{\"batteryPercent\":1e300,\"silent\":\"yes\"}"),
        Condition("{\"batteryPercent\":\"81 %\",\"noPush\":null}"),
        Condition("[1,{\"a\":2}]"),
    ];

    [Fact]
    public async Task What_is_only_for_show_never_locks_a_phone_out()
    {
        await using var server = ListeningServer.Start(("EntrantHub:MessageBurst", "1000"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        foreach (var hello in Hellos)
        {
            var answer = await phone.InvokeAsync("Hello", hello.Data);
            Assert.True(answer["result"]?["homes"] is not null, $"{hello.Data}: {answer.ToJsonString()}");
        }

        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
    }

    /// <summary>After a record of an unknown type the connection looked alive and answered nothing.</summary>
    [Theory]
    [InlineData("""{"type":42}""")]
    [InlineData("""{"type":0,"target":"x"}""")]
    [InlineData("""{"type":2,"invocationId":"1","item":7}""")]
    [InlineData("""{"type":3,"invocationId":"1","result":7}""")]
    [InlineData("""{"type":5,"invocationId":"1"}""")]
    public async Task Records_that_the_hub_does_not_need_are_passed_over(string record)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        await phone.SendAsync(
            record + "\u001e" + record + "\u001e"
            + RawPhone.Invocation("Hello", RawPhone.Hello));
        Assert.NotNull((await phone.ReadAnswerAsync())["result"]);
    }

    [Theory]
    [InlineData("""{"type":4,"invocationId":"7","target":"GetHome","arguments":[{}]}""")]
    [InlineData("""{"type":4,"invocationId":"7","target":"Fly","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"7","target":"GetHome","arguments":[{}],"streamIds":["1"]}""")]
    [InlineData("""{"type":1,"invocationId":"7","target":"GetHome","arguments":[],"streamIds":["1"]}""")]
    public async Task Streams_are_refused_by_name(string record)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        await phone.SendAsync(record);
        Assert.Contains(
            RawPhone.ErrorOf(await phone.ReadAnswerAsync()).Code, new[] { ErrorCode.UnknownMessage, ErrorCode.WrongTypes });
        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
    }

    /// <summary>
    /// Each person acknowledges the health prompt and answers it within its window, by a phone that is wrong in one way or
    /// another. All of them were refused and counted as missed.
    /// </summary>
    [Fact]
    public async Task Nobody_misses_a_prompt_because_of_the_phone()
    {
        (string Name, string Method, Func<string, string> Argument, string Outcome)[] phones =
        [
            ("ahead", "ReportHealth", handle => Health(handle, Prompted.AddHours(1)), "answered"),
            ("a day ahead", "ReportHealth", handle => Health(handle, Prompted.AddDays(1)), "answered"),
            ("behind", "ReportHealth", handle => Health(handle, Prompted.AddDays(-2)), "answered"),
            ("far behind", "ReportHealth", handle => Health(handle, DateTimeOffset.UnixEpoch), "answered"),
            ("without a handle, a day behind", "ReportHealth", _ => Health(null, Prompted.AddDays(-1)), "excused"),
            ("no offset", "ReportHealth",
                handle => Health(handle, Prompted).Replace("+09:00", "", StringComparison.Ordinal), "excused"),
            ("impossible temperature", "ReportHealth", handle => Health(handle, Prompted, temperature: "366"), "excused"),
            ("text for a number", "ReportHealth", handle => Health(handle, Prompted, temperature: "\"36.6\""), "excused"),
            ("unknown symptom", "ReportHealth", handle => Health(handle, Prompted, symptoms: "\"love\""), "excused"),
            ("wrong command id", "ReportHealth", handle => Health(handle, Prompted, command: "7"), "excused"),
            ("too large", "ReportHealth", handle => Health(handle, Prompted, note: new('n', Limits.MessageBytes)), "excused"),
            ("foreign handle", "ReportHealth", _ => Health("AAAAAAAAAAAAAAAA", Prompted), "excused"),
            ("misspelt method", "ReportHealt", handle => Health(handle, Prompted), "excused"),
            ("misspelt member", "ReportHealth", handle => Health(handle, Prompted).Replace("answeredAt", "answered"), "excused"),
            ("no answer", "GetHome", _ => "{}", "missed"),
        ];
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(phones.Length);
        var connected = new List<RawPhone>();
        foreach (var guest in guests)
        {
            connected.Add(await RawPhone.ConnectAndGreetAsync(server, guest.Token));
        }

        var clock = server.Services.GetRequiredService<ProgrammeClock>();
        clock.SkipTo(Prompted);
        for (var index = 0; index < phones.Length; index++)
        {
            var (_, method, argument, _) = phones[index];
            var handle = await HandleAsync(connected[index]);
            Assert.Null((await connected[index].InvokeAsync("Delivered", $$"""{"handles":["{{handle}}"]}"""))["error"]);
            await connected[index].InvokeAsync(method, argument(handle));
        }

        clock.SkipTo(Closed);
        for (var index = 0; index < phones.Length; index++)
        {
            Assert.Equal(
                (phones[index].Name, phones[index].Outcome),
                (phones[index].Name, await OutcomeAsync(connected[index])));
        }

        var homes = await connected[0].InvokeAsync("GetHome", "{}");
        Assert.Contains("phone.clock", Keys(homes));
        Assert.Contains("phone.answers", Keys(await connected[6].InvokeAsync("GetHome", "{}")));
        connected.ForEach(phone => phone.Dispose());
    }

    /// <summary>A looping second phone of the person used up the budget, and the answer of the first was refused.</summary>
    [Fact]
    public async Task An_answer_over_the_budget_is_an_attempt()
    {
        await using var server = ListeningServer.Start(
            ("EntrantHub:MessageBurst", "3"), ("EntrantHub:MessagesPerSecond", "0.000001"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(Prompted);
        var handle = await HandleAsync(phone);
        foreach (var method in new[] { "Pong", "Pong", "Pong", "Pong" })
        {
            await phone.InvokeAsync(method, "{}");
        }

        Assert.Equal(0L, await CountFailedAnswersAsync(server));
        Assert.Equal(
            ErrorCode.TooManyMessages,
            RawPhone.ErrorOf(await phone.InvokeAsync("ReportHealth", Health(handle, Prompted))).Code);
        Assert.Equal(1L, await CountFailedAnswersAsync(server));
    }

    /// <summary>The head cannot be read, because the mistake comes before it. The connection closes.</summary>
    [Theory]
    [InlineData("""{"arguments":[{"commandId":"7","note":"\q"}],"target":"ReportHealth","invocationId":"7","type":1}""")]
    [InlineData("""{"type":1,"invocationId":"\ud83d","target":"\ud83d","arguments":[{}]}""")]
    public async Task A_record_that_cannot_be_read_at_all_is_an_attempt(string record)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(Prompted);
        await HandleAsync(phone);
        await phone.SendAsync(record);
        Assert.Equal(ErrorCode.NotJson, RawPhone.ErrorOf(await phone.ReadAnswerAsync()).Code);

        // The attempt is recorded before the person is connected again.
        for (var again = 0; again < 50 && await CountFailedAnswersAsync(server) is 0L; again++)
        {
            using var next = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        }

        Assert.NotEqual(0L, await CountFailedAnswersAsync(server)); // One for each prompt that is open at the time.
    }

    /// <summary>900 m is Android's approximate position; iOS gives −1 for an invalid one.</summary>
    [Theory]
    [InlineData("900")]
    [InlineData("-1")]
    public async Task Coarse_positions_are_kept_and_asked_for_again(string accuracy)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        var checkIn = await phone.InvokeAsync("CheckIn", Location("000000000000000a", accuracy));
        Assert.Equal(ReceiptCode.CheckedInWithoutPosition, (string?)checkIn["result"]?["code"]);
        Assert.Contains("precise location", (string?)checkIn["result"]?["text"], StringComparison.Ordinal);

        // The next good position makes the place; a coarse one after that is asked for again.
        var good = await phone.InvokeAsync("ReportLocation", Location("000000000000000b", "10"));
        Assert.Equal(ReceiptCode.LocationReceived, (string?)good["result"]?["code"]);
        var coarse = await phone.InvokeAsync("ReportLocation", Location("000000000000000c", accuracy));
        Assert.Equal(ReceiptCode.PositionUnusable, (string?)coarse["result"]?["code"]);
        Assert.Equal("secondFix", (string?)(await phone.ReadCallAsync("ShowPrompt"))["prompt"]?["kind"]);
        Assert.Contains("phone.precise-location", Keys(await phone.InvokeAsync("GetHome", "{}")));
        Assert.Equal(0L, await CountFailedAnswersAsync(server));
    }

    /// <summary>An id that was used for another command returned its receipt, and the report was lost in silence.</summary>
    [Fact]
    public async Task A_command_id_is_good_for_one_command()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        const string Id = "000000000000000a";
        var first = await phone.InvokeAsync("CheckIn", Location(Id, "10"));
        Assert.Null(first["result"]?["error"]);
        Assert.Equal(first.ToJsonString(), (await phone.InvokeAsync("CheckIn", Location(Id, "10"))).ToJsonString());
        foreach (var (method, argument) in new[]
        {
            ("ReportLocation", Location(Id, "10")), ("ReportHealth", Health(null, Prompted, command: Id)),
            ("CheckIn", Location(Id, "10", minutes: 1)),
        })
        {
            var error = (await phone.InvokeAsync(method, argument))["result"]?["error"];
            Assert.Equal((ErrorCode.CommandIdUsed, "commandId"), ((string?)error?["code"], (string?)error?["field"]));
        }
    }

    private static string Condition(string condition) =>
        $$"""{"protocolVersion":1,"appVersion":"1.4.2","platform":"x","language":"en","condition":{{condition}} }""";

    private static async Task<string> HandleAsync(RawPhone phone)
    {
        while (true)
        {
            var prompt = (await phone.ReadCallAsync("ShowPrompt"))["prompt"]!;
            if ((string?)prompt["kind"] == "health")
            {
                return (string)prompt["handle"]!;
            }
        }
    }

    /// <summary>
    /// What the record of the person says became of the health prompt. Location prompts did not reach these phones.
    /// </summary>
    private static async Task<string?> OutcomeAsync(RawPhone phone)
    {
        await phone.InvokeAsync("GetHome", "{}");
        var entries = (await phone.InvokeAsync("GetTimeline", "{}"))["result"]!["entries"]!.AsArray();
        return entries.Any(entry => (string?)entry!["code"] == "prompt-missed") ? "missed"
            : entries.Any(entry => (string?)entry!["excuse"] == "Your answer reached us in time, but we could not use it.")
                ? "excused"
            : (string?)entries.FirstOrDefault(entry => (string?)entry!["code"] == "health-reported")?["fate"];
    }

    private static IEnumerable<string?> Keys(JsonObject home) =>
        home["result"]!["texts"]!.AsArray().Select(line => (string?)line!["key"]);

    private static string Health(
        string? handle, DateTimeOffset at, string temperature = "36.6", string symptoms = "", string note = "",
        string command = "00000000000000bb") =>
        $$"""
        {"commandId":"{{command}}","answeredAt":"{{at:O}}","temperatureCelsius":{{temperature}},"symptoms":[{{symptoms}}],
        "note":"{{note}}","handle":{{(handle is null ? "null" : $"\"{handle}\"")}}}
        """;

    private static string Location(string command, string accuracy, int minutes = 0)
    {
        var at = new DateTimeOffset(2021, 4, 5, 9, minutes, 0, TimeSpan.FromHours(9)).ToString("O");
        return $$"""
            {"commandId":"{{command}}","answeredAt":"{{at}}","fix":{"latitude":35.68,"longitude":139.77,
            "accuracyMetres":{{accuracy}},"takenAt":"{{at}}"} }
            """;
    }

    private static async Task<object?> CountFailedAnswersAsync(ListeningServer server)
    {
        await using var connection = new SqliteConnection($"Data Source={server.Database};Mode=ReadOnly");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM ledger WHERE kind = 'entrant.answer-failed'";
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
