using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Protocol.Messages;

namespace Actors.Protocol.Tests;

public sealed class ProtocolJsonTests
{
    private static readonly JsonSerializerOptions Options = ProtocolJson.CreateOptions();

    private static readonly DateTimeOffset Noon = new(2021, 4, 2, 12, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void A_report_has_this_form() => AssertJson(
        """
        {
          "commandId": "00000000000000ff",
          "fix": {
            "latitude": 35.5, "longitude": 139.75, "accuracyMetres": 12, "takenAt": "2021-04-02T12:00:00+09:00", "isMock": false
          },
          "answeredAt": "2021-04-02T12:00:00+09:00",
          "handle": "abc",
          "person": null,
          "sentAt": null
        }
        """,
        new LocationReport(new CommandId(255).ToString(), new(35.5, 139.75, 12, Noon), Noon, "abc"));

    [Fact]
    public void A_home_has_this_form() => AssertJson(
        """
        {
          "person": "0f8fad5bd9cb469fa16570867728950e",
          "at": "2021-04-02T12:00:00+09:00",
          "state": "confirmed",
          "endDate": "2021-04-15",
          "endsAt": "2021-04-16T00:00:00+09:00",
          "day": 1,
          "lastDay": 14,
          "checklist": {
            "checkedIn": true, "locationAnswered": 1, "locationDue": 2, "health": "notYet",
            "healthFrom": "2021-04-02T12:00:00+09:00", "healthUntil": "2021-04-02T12:00:00+09:00"
          },
          "progress": { "firstDay": 0, "days": ["complete", "today", "ahead"] },
          "prompts": [{
            "handle": "h", "kind": "secondFix", "issuedAt": "2021-04-02T12:00:00+09:00", "closesAt": "2021-04-02T12:00:00+09:00",
            "state": "open", "text": "Where?"
          }],
          "texts": [{ "key": "stay.day", "text": "Day 1 of 14" }],
          "zone": "Asia/Tokyo"
        }
        """,
        new Home(
            "0f8fad5bd9cb469fa16570867728950e", Noon, HomeState.Confirmed, new(2021, 4, 15),
            new(2021, 4, 16, 0, 0, 0, TimeSpan.FromHours(9)), 1, 14, new(true, 1, 2, HealthItem.NotYet, Noon, Noon),
            new(0, [DayStatus.Complete, DayStatus.Today, DayStatus.Ahead]),
            [new("h", PromptKind.SecondFix, Noon, Noon, PromptState.Open, "Where?")], [new("stay.day", "Day 1 of 14")],
            "Asia/Tokyo"));

    [Fact]
    public void A_refusal_has_this_form() => AssertJson(
        """{ "code": null, "text": "Used.", "error": { "code": "handle-used", "field": "handle", "message": "Used." } }""",
        new Receipt(null, "Used.", new(ErrorCode.HandleUsed, "handle", "Used.")));

    [Fact]
    public void A_timeline_has_this_form() => AssertJson(
        """
        {
          "person": "0f8fad5bd9cb469fa16570867728950e",
          "entries": [{
            "at": "2021-04-02T12:00:00+09:00", "code": "prompt-excused", "text": "A request does not count.",
            "fate": "excused", "excuse": "Our system was not working at that time."
          }],
          "next": 7
        }
        """,
        new TimelinePage(
            "0f8fad5bd9cb469fa16570867728950e",
            [
                new(
                    Noon, "prompt-excused", "A request does not count.", PromptOutcome.Excused,
                    "Our system was not working at that time."),
            ],
            7));

    [Fact]
    public void Optional_members_may_be_left_out()
    {
        var hello = Read<Hello>("""{"protocolVersion":1,"appVersion":"1.0","platform":"Android 12","language":"ja"}""");
        Assert.Equal(new Hello(1, "1.0", "Android 12", "ja"), hello);
        Assert.Equal(new TimelineRequest(), Read<TimelineRequest>("{}"));
    }

    [Fact]
    public void Unknown_members_are_ignored() =>
        Assert.Equal(new Opening("h"), Read<Opening>("""{"handle":"h","mood":{"deep":[1,2]}}"""));

    [Theory]
    [InlineData("$.fix", """{"latitude":1,"accuracyMetres":1,"takenAt":"2021-04-02T12:00:00Z"}""")]
    [InlineData("$.fix.latitude", """{"latitude":"1","longitude":1,"accuracyMetres":1,"takenAt":"2021-04-02T12:00:00Z"}""")]
    [InlineData("$.fix.latitude", """{"latitude":"NaN","longitude":1,"accuracyMetres":1,"takenAt":"2021-04-02T12:00:00Z"}""")]
    [InlineData("$.fix.latitude", """{"latitude":NaN,"longitude":1,"accuracyMetres":1,"takenAt":"2021-04-02T12:00:00Z"}""")]
    [InlineData("$.fix.latitude", """{"latitude":null,"longitude":1,"accuracyMetres":1,"takenAt":"2021-04-02T12:00:00Z"}""")]
    [InlineData("$.fix.takenAt", """{"latitude":1,"longitude":1,"accuracyMetres":1,"takenAt":"yesterday"}""")]
    [InlineData("$.fix.takenAt", """{"latitude":1,"longitude":1,"accuracyMetres":1,"takenAt":1617332400}""")]
    [InlineData("$.fix", "[]")]
    [InlineData("$.fix", "null")]
    public void An_error_names_the_wrong_member(string path, string fix)
    {
        var json = $$"""{"commandId":"00000000000000ff","fix":{{fix}},"answeredAt":"2021-04-02T12:00:00Z"}""";
        Assert.Equal(path, Assert.Throws<JsonException>(() => Read<CheckIn>(json)).Path);
    }

    [Fact]
    public void Numbers_are_no_enumeration_values() =>
        Assert.Throws<JsonException>(() => Read<Notice>("""{"person":"p","kind":0,"text":"t"}"""));

    [Fact]
    public void Not_a_number_is_not_sent() => Assert.Throws<ArgumentException>(
        () => JsonSerializer.Serialize(new Fix(double.NaN, 0, 1, Noon), Options));

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    private static void AssertJson<T>(string expected, T message)
    {
        var json = JsonSerializer.Serialize(message, Options);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(json)), json);
        Assert.Equal(json, JsonSerializer.Serialize(Read<T>(json), Options));
    }
}
