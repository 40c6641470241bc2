using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Actors.Protocol;
using Actors.Server.Phones;
using Actors.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Phones;

/// <summary>Whatever a phone sends that is wrong is answered by a named error and changes nothing.</summary>
public sealed class BadInputTests
{
    private const string Time = "2021-04-05T09:00:00+09:00";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string?> Refused { get; } = new()
    {
        { "Fly", "{}", ErrorCode.UnknownMessage, null },
        { "OnDisconnectedAsync", "{}", ErrorCode.UnknownMessage, null },
        { "CheckIn", "", ErrorCode.WrongTypes, null },
        { "CheckIn", "1", ErrorCode.WrongTypes, null },
        { "CheckIn", "null", ErrorCode.WrongTypes, null },
        { "CheckIn", "{},{}", ErrorCode.WrongTypes, "commandId" },
        { "CheckIn", "{}", ErrorCode.WrongTypes, "commandId" },
        { "CheckIn", """{"commandId":"000000000000000a","answeredAt":"2026-03-02T05:00:00Z","fix":{"latitude":35}}""",
            ErrorCode.WrongTypes, "fix.longitude" },
        { "CheckIn", CheckIn(latitude: "\"35\""), ErrorCode.WrongTypes, "fix.latitude" },
        { "CheckIn", CheckIn(latitude: "\"NaN\""), ErrorCode.WrongTypes, "fix.latitude" },
        { "CheckIn", CheckIn(latitude: "null"), ErrorCode.WrongTypes, "fix.latitude" },
        { "CheckIn", CheckIn(answeredAt: "noon"), ErrorCode.WrongTypes, "answeredAt" },
        { "CheckIn", CheckIn(answeredAt: "2021-04-05T09:00:00"), ErrorCode.WrongTypes, "answeredAt" },
        { "CheckIn", CheckIn(answeredAt: "2021-04-05"), ErrorCode.WrongTypes, "answeredAt" },
        { "CheckIn", CheckIn(takenAt: "2021-04-05T09:00:00.123"), ErrorCode.WrongTypes, "fix.takenAt" },
        { "unreadable", "\"ReportLocation\",\"busy: no\"", ErrorCode.UnknownMessage, null },
        { "CheckIn", CheckIn(command: "12"), ErrorCode.ValueMalformed, "commandId" },
        { "CheckIn", CheckIn(person: "me"), ErrorCode.ValueMalformed, "person" },
        { "CheckIn", CheckIn(person: "0f8fad5bd9cb469fa16570867728950e"), ErrorCode.NotYourPerson, "person" },
        { "GetHome", """{"person":"0f8fad5bd9cb469fa16570867728950e"}""", ErrorCode.NotYourPerson, "person" },
        { "Opened", """{"handle":"AAAAAAAAAAAAAAAA"}""", ErrorCode.HandleForeign, "handle" },
        { "Opened", """{"handle":"////////////////"}""", ErrorCode.HandleForeign, "handle" },
        { "Opened", """{"handle":""}""", ErrorCode.ValueMissing, "handle" },
        { "Delivered", """{"handles":["AAAAAAAAAAAAAAAA"]}""", ErrorCode.HandleForeign, "handle" },
        { "Delivered", """{"handles":[null]}""", ErrorCode.ValueMissing, "handles[0]" },
        { "AnswerCall", "{}", ErrorCode.WrongTypes, "number" },
        { "AnswerCall", """{"number":1}""", ErrorCode.WrongTypes, "offer" },
        { "AnswerCall", """{"number":"1","offer":"v=0"}""", ErrorCode.WrongTypes, "number" },
        { "AnswerCall", """{"number":1,"offer":"v=0"}""", ErrorCode.CallOver, null },
        { "DeclineCall", "{}", ErrorCode.WrongTypes, "number" },
        { "DeclineCall", """{"number":"1"}""", ErrorCode.WrongTypes, "number" },
        { "AskForPerson", """{"number":-1}""", ErrorCode.CallOver, null },
        { "ReportCallPlace", """{"number":1}""", ErrorCode.WrongTypes, "commandId" },
        { "ReportCallPlace", CallPlace(age: "\"now\""), ErrorCode.WrongTypes, "fix.ageSeconds" },
        { "ReportCallPlace", CallPlace(command: "12"), ErrorCode.ValueMalformed, "commandId" },
        { "CheckIn", CheckIn(more: new('x', Limits.MessageBytes)), ErrorCode.MessageTooLarge, null },
        { "CheckIn", CheckIn() + "," + new string('[', 100) + new string(']', 100), ErrorCode.NotJson, null },
        { "CheckIn", CheckIn(latitude: "NaN"), ErrorCode.NotJson, null },
    };

    public static TheoryData<string, string, string, string?> RefusedByTheRules { get; } = new()
    {
        { "CheckIn", CheckIn(latitude: "90.1"), ErrorCode.LatitudeOutOfRange, "fix.latitude" },
        { "CheckIn", CheckIn(latitude: "1e308"), ErrorCode.LatitudeOutOfRange, "fix.latitude" },
        { "CheckIn", CheckIn(longitude: "-180.1"), ErrorCode.LongitudeOutOfRange, "fix.longitude" },
        { "CheckIn", CheckIn(answeredAt: "1971-04-06T09:00:00+09:00", sentAt: Time), ErrorCode.AnsweredTooLongAgo, "answeredAt" },
        { "ReportLocation", CheckIn(handle: "AAAAAAAAAAAAAAAA"), ErrorCode.HandleForeign, "handle" },
        { "ReportHealth", Health(temperature: "60"), ErrorCode.TemperatureOutOfRange, "temperatureCelsius" },
        { "ReportHealth", Health(symptoms: "\"cough\",\"love\""), ErrorCode.UnknownSymptom, "symptoms" },
        { "ReportHealth", Health(symptoms: "null"), ErrorCode.UnknownSymptom, "symptoms" },
        { "ReportHealth", Health(note: new('n', 1_001)), ErrorCode.NoteTooLong, "note" },
    };

    [Fact]
    public async Task Wrong_messages_are_refused_by_name_and_change_nothing()
    {
        await using var server = ListeningServer.Start(("EntrantHub:MessageBurst", "1000"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        var before = await StoredAsync(server);
        foreach (var row in Refused)
        {
            var (method, argument, code, field) = row.Data;
            var error = RawPhone.ErrorOf(await phone.InvokeAsync(method, argument));
            Assert.Equal((method, code, field), (method, error.Code, error.Field));
            Assert.NotEmpty(error.Message);
        }

        foreach (var row in RefusedByTheRules)
        {
            var (method, argument, code, field) = row.Data;
            var answer = await phone.InvokeAsync(method, argument);
            var error = answer["result"]?["error"];
            Assert.True(error is not null, $"{method} {code}: {answer.ToJsonString()}");
            Assert.Equal((method, code, field), (method, (string?)error["code"], (string?)error["field"]));
            Assert.NotEmpty((string)error["message"]!);
        }

        Assert.Equal(before, await StoredAsync(server));

        // The connection is as good as before.
        Assert.Null((await phone.InvokeAsync("CheckIn", CheckIn()))["result"]!["error"]);
        Assert.NotEqual(before, await StoredAsync(server));
    }

    [Fact]
    public async Task Repeated_command_gets_the_same_receipt_and_changes_nothing()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        var first = await phone.InvokeAsync("CheckIn", CheckIn());
        var after = await StoredAsync(server);
        Assert.Equal(first.ToJsonString(), (await phone.InvokeAsync("CheckIn", CheckIn())).ToJsonString());
        Assert.Equal(after, await StoredAsync(server));
    }

    [Fact]
    public async Task Message_before_hello_is_refused()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        Assert.Equal(ErrorCode.HelloFirst, RawPhone.ErrorOf(await phone.InvokeAsync("CheckIn", CheckIn())).Code);
    }

    [Theory]
    [InlineData(0, "9.0.0", ErrorCode.WrongVersion)]
    [InlineData(2, "9.0.0", ErrorCode.WrongVersion)]
    [InlineData(1, "0.0.1", ErrorCode.AppTooOld)]
    public async Task Hello_of_another_version_is_refused_and_the_connection_closes(int version, string app, string code)
    {
        var wall = new TestTimeProvider();
        await using var server = ListeningServer.Start(services => services.AddSingleton(
            provider => ActivatorUtilities.CreateInstance<EntrantHubFilter>(provider, wall)));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        var hello = $$"""{"protocolVersion":{{version}},"appVersion":"{{app}}","platform":"test","language":"en"}""";
        Assert.Equal(code, RawPhone.ErrorOf(await phone.InvokeAsync("Hello", hello)).Code);
        wall.Advance(server.Services.GetRequiredService<IOptions<EntrantHubOptions>>().Value.Farewell);
        await AssertClosesAsync(phone);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    public async Task Hello_of_an_app_whose_version_is_written_shorter_or_longer_is_taken(string app)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        var answer = await phone.InvokeAsync(
            "Hello", $$"""{"protocolVersion":1,"appVersion":"{{app}}","platform":"test","language":"en"}""");
        Assert.Equal(1, answer["result"]?["protocolVersion"]?.GetValue<int>());
    }

    [Theory]
    [InlineData("not a token")]
    [InlineData("pt1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Wrong_token_does_not_connect(string token)
    {
        await using var server = ListeningServer.Start();
        await Assert.ThrowsAsync<WebSocketException>(() => RawPhone.ConnectAsync(server, token));
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task Garbage_closes_the_connection_with_a_name(WebSocketMessageType type)
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        await phone.SendBytesAsync([.. "garbage"u8, 0x1E], type);
        Assert.Equal(ErrorCode.NotJson, RawPhone.ErrorOf(await phone.ReadAnswerAsync()).Code);
        await AssertClosesAsync(phone);
    }

    [Fact]
    public async Task Endless_message_closes_the_connection_with_a_name()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        await phone.SendBytesAsync(
            Encoding.UTF8.GetBytes(new string('x', Limits.HardMessageBytes + 1)), WebSocketMessageType.Text);
        Assert.Equal(ErrorCode.MessageTooLarge, RawPhone.ErrorOf(await phone.ReadAnswerAsync()).Code);
        await AssertClosesAsync(phone);
    }

    [Fact]
    public async Task Flood_is_slowed_down()
    {
        await using var server = ListeningServer.Start(
            ("EntrantHub:MessageBurst", "3"), ("EntrantHub:MessagesPerSecond", "0.000001"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
        Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
        Assert.Equal(ErrorCode.TooManyMessages, RawPhone.ErrorOf(await phone.InvokeAsync("GetHome", "{}")).Code);
    }

    private static async Task AssertClosesAsync(RawPhone phone) =>
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await phone.ReadAnswerAsync();
            await phone.ReadAnswerAsync();
        });

    private static string CheckIn(
        string command = "00000000000000aa", string latitude = "35.68", string longitude = "139.77", string accuracy = "10",
        string takenAt = Time, string answeredAt = Time, string? person = null, string? handle = null, string more = "",
        string? sentAt = null) =>
        $$"""
        {"commandId":"{{command}}","fix":{"latitude":{{latitude}},"longitude":{{longitude}},"accuracyMetres":{{accuracy}},
        "takenAt":"{{takenAt}}"},"answeredAt":"{{answeredAt}}","person":{{Text(person)}},"handle":{{Text(handle)}},
        "sentAt":{{Text(sentAt)}},"more":"{{more}}"}
        """;

    private static string CallPlace(string command = "000000000000000d", string age = "1") =>
        $$"""
        {"number":1,"commandId":"{{command}}",
         "fix":{"latitude":35.6,"longitude":139.7,"accuracyMetres":10,"ageSeconds":{{age}} } }
        """;

    private static string Health(string temperature = "36.5", string symptoms = "", string note = "") =>
        $$"""
        {"commandId":"00000000000000bb","answeredAt":"{{Time}}","temperatureCelsius":{{temperature}},"symptoms":[{{symptoms}}],
        "note":"{{note}}"}
        """;

    private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";

    /// <summary>How many events there are, and which versions the states have.</summary>
    /// <summary>What is stored of entrants. The states of calls are left out: they follow a stay later.</summary>
    private static async Task<string> StoredAsync(ListeningServer server)
    {
        await using var connection = new SqliteConnection($"Data Source={server.Database};Mode=ReadOnly");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT count(*) FROM ledger WHERE grain_type = 'entrant') || ' events, versions '
                || (SELECT group_concat(version) FROM grain_state WHERE grain_type = 'entrant')
            """;
        return Convert.ToString(await command.ExecuteScalarAsync(Cancelled), CultureInfo.InvariantCulture)!;
    }
}
