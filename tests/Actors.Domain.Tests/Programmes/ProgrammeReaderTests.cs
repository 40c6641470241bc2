using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Domain.Programmes;

namespace Actors.Domain.Tests.Programmes;

public sealed class ProgrammeReaderTests
{
    [Fact]
    public void The_programme_of_Japan_has_the_numbers_of_the_specification()
    {
        var japan = ProgrammeFiles.Japan;
        Assert.Equal("japan-2021/1", japan.Version.ToString());
        Assert.Equal("Asia/Tokyo", japan.Zone.Id);
        Assert.Equal(new DayRules { EntryDay = 0, LastDay = 14 }, japan.Days);
        Assert.Equal((3, 5), (japan.Location.PromptsMin, japan.Location.PromptsMax));
        Assert.Equal((new TimeOnly(8, 0), new TimeOnly(21, 0)), (japan.Location.WindowFrom, japan.Location.WindowTo));
        Assert.Equal(TimeSpan.FromMinutes(90), japan.Location.Gap);
        Assert.Equal(TimeSpan.FromMinutes(60), japan.Location.Open);
        Assert.Equal(TimeSpan.FromMinutes(10), japan.Location.ReminderAfter);
        Assert.Equal(TimeSpan.FromMinutes(15), japan.Location.SecondFixOpen);
        Assert.Equal((new TimeOnly(11, 0), new TimeOnly(14, 0)), (japan.Health.PushAt, japan.Health.DueBy));
        Assert.Equal((37.5m, 1_000), (japan.Health.FeverFromCelsius, japan.Health.NoteLength));
        Assert.Equal((150, 200, 3), (
            japan.Presence.RadiusMetres, japan.Presence.UnusableAboveMetres, japan.Presence.LearningFixes));
        CheckCalls(japan.Calls);
        Assert.Equal(TimeSpan.FromMinutes(10), japan.Delivery.OutageTolerance);
        Assert.Equal(TimeSpan.FromHours(12), japan.Contact.UnreachableAfter);
        Assert.Equal(28, japan.Contact.RetentionDays);
    }

    [Fact]
    public void England_and_Australia_count_differently()
    {
        Assert.Equal(new DayRules { EntryDay = 0, LastDay = 10 }, ProgrammeFiles.England.Days);
        Assert.Equal(new DayRules { EntryDay = 0, LastDay = 14, FreeAfterHours = 336 }, ProgrammeFiles.Australia.Days);
    }

    [Theory]
    [InlineData("id", "\"Japan\"", "id")]
    [InlineData("version", "0", "version")]
    [InlineData("name", "\" \"", "name")]
    [InlineData("zone", "\"Asia/Kyoto\"", "zone")]
    [InlineData("zone", "\"UTC+09:00\"", "zone")]
    [InlineData("days.entryDay", "2", "days.entryDay")]
    [InlineData("days.lastDay", "32", "days.lastDay")]
    [InlineData("days.freeAfterHours", "0", "days.freeAfterHours")]
    [InlineData("days.freeAfterHours", "337", "days.lastDay")]
    [InlineData("location.promptsMin", "-1", "location.promptsMin")]
    [InlineData("location.promptsMin", "6", "location.promptsMin")]
    [InlineData("location.promptsMax", "8", "location.promptsMax")]
    [InlineData("location.windowFrom", "\"8:00\"", "location.windowFrom")]
    [InlineData("location.windowFrom", "\"21:00\"", "location.windowTo")]
    [InlineData("location.windowTo", "\"24:00\"", "location.windowTo")]
    [InlineData("location.gapMinutes", "0", "location.gapMinutes")]
    [InlineData("location.gapMinutes", "181", "location.gapMinutes")]
    [InlineData("location.openMinutes", "0", "location.openMinutes")]
    [InlineData("location.openMinutes", "781", "location.openMinutes")]
    [InlineData("location.reminderAfterMinutes", "60", "location.reminderAfterMinutes")]
    [InlineData("location.lateDays", "null", "location.lateDays")]
    [InlineData("location.secondFixMinutes", "0", "location.secondFixMinutes")]
    [InlineData("health.pushAt", "\"14:00\"", "health.dueBy")]
    [InlineData("health.dueBy", "\"noon\"", "health.dueBy")]
    [InlineData("health.lateDays", "-1", "health.lateDays")]
    [InlineData("health.feverFromCelsius", "99.5", "health.feverFromCelsius")]
    [InlineData("health.plausibleToCelsius", "37.4", "health.feverFromCelsius")]
    [InlineData("health.noteLength", "-1", "health.noteLength")]
    [InlineData("presence.radiusMetres", "0", "presence.radiusMetres")]
    [InlineData("presence.unusableAboveMetres", "0", "presence.unusableAboveMetres")]
    [InlineData("presence.unusableAfterSeconds", "0", "presence.unusableAfterSeconds")]
    [InlineData("presence.futureToleranceSeconds", "-1", "presence.futureToleranceSeconds")]
    [InlineData("presence.refusedAfterHours", "0", "presence.refusedAfterHours")]
    [InlineData("presence.learningFixes", "0", "presence.learningFixes")]
    [InlineData("delivery.outageToleranceMinutes", "69", "delivery.outageToleranceMinutes")]
    [InlineData("contact.unreachableAfterHours", "0", "contact.unreachableAfterHours")]
    [InlineData("contact.supervisorAfterHours", "12", "contact.supervisorAfterHours")]
    [InlineData("contact.pingAfterMinutes", "720", "contact.pingAfterMinutes")]
    [InlineData("contact.minimumAppVersion", "\"one\"", "contact.minimumAppVersion")]
    [InlineData("contact.retentionDays", "0", "contact.retentionDays")]
    [InlineData("location.gapMinutes", "\"90\"", "location.gapMinutes")]
    [InlineData("location.gapMinutes", "1.5", "location.gapMinutes")]
    [InlineData("location.gapHours", "2", "location.gapHours")]
    public void A_broken_rule_names_its_field(string field, string value, string named)
    {
        var reading = Read((field, value));
        Assert.Null(reading.Programme);
        Assert.Contains(reading.Problems, problem => problem.Path == named && problem.Fix.Length > 0);
    }

    [Theory]
    [InlineData("calls.perDayMin", "-1", "calls.perDayMin")]
    [InlineData("calls.perDayMin", "3", "calls.perDayMin")]
    [InlineData("calls.perDayMax", "5", "calls.perDayMax")]
    [InlineData("calls.perDayMax", "null", "calls.perDayMax")]
    [InlineData("calls.windowFrom", "\"9:00\"", "calls.windowFrom")]
    [InlineData("calls.windowFrom", "\"20:00\"", "calls.windowTo")]
    [InlineData("calls.windowTo", "\"24:00\"", "calls.windowTo")]
    [InlineData("calls.windowTo", "\"09:30\"", "calls.retryAfterMinutes")]
    [InlineData("calls.gapMinutes", "0", "calls.gapMinutes")]
    [InlineData("calls.gapMinutes", "34", "calls.gapMinutes")]
    [InlineData("calls.gapMinutes", "650", "calls.perDayMax")]
    [InlineData("calls.noticeSeconds", "9", "calls.noticeSeconds")]
    [InlineData("calls.noticeSeconds", "601", "calls.noticeSeconds")]
    [InlineData("calls.ringSeconds", "9", "calls.ringSeconds")]
    [InlineData("calls.ringSeconds", "301", "calls.ringSeconds")]
    [InlineData("calls.retryAfterMinutes", "0", "calls.retryAfterMinutes")]
    [InlineData("calls.retryAfterMinutes", "241", "calls.retryAfterMinutes")]
    [InlineData("calls.retryAfterMinutes", "60", "calls.gapMinutes")]
    [InlineData("calls.retries", "-1", "calls.retries")]
    [InlineData("calls.retries", "6", "calls.retries")]
    [InlineData("calls.resumeAfterSeconds", "0", "calls.resumeAfterSeconds")]
    [InlineData("calls.resumeAfterSeconds", "61", "calls.resumeAfterSeconds")]
    [InlineData("calls.resumptions", "-1", "calls.resumptions")]
    [InlineData("calls.resumptions", "11", "calls.resumptions")]
    [InlineData("calls.checkSeconds", "49", "calls.checkSeconds")]
    [InlineData("calls.checkSeconds", "301", "calls.checkSeconds")]
    [InlineData("calls.placeSeconds", "0", "calls.placeSeconds")]
    [InlineData("calls.placeSeconds", "121", "calls.placeSeconds")]
    [InlineData("calls.queueSeconds", "9", "calls.queueSeconds")]
    [InlineData("calls.queueSeconds", "3601", "calls.queueSeconds")]
    [InlineData("calls.callBackAfterMinutes", "0", "calls.callBackAfterMinutes")]
    [InlineData("calls.postponeMinutes", "0", "calls.postponeMinutes")]
    [InlineData("calls.stills", "-1", "calls.stills")]
    [InlineData("calls.stills", "5", "calls.stills")]
    [InlineData("calls.stillDays", "0", "calls.stillDays")]
    [InlineData("calls.stillDays", "29", "calls.stillDays")]
    [InlineData("calls.ringMinutes", "1", "calls.ringMinutes")]
    public void A_broken_rule_of_calls_names_its_field(string field, string value, string named) =>
        A_broken_rule_names_its_field(field, value, named);

    /// <summary>Editors add marks, line ends and decimals; none of that changes the rules.</summary>
    [Fact]
    public void The_form_of_a_file_does_not_matter()
    {
        var text = Encoding.UTF8.GetString(ProgrammeFiles.Bytes("japan-2021.1"));
        Assert.All<byte[]>(
            [
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
                [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
                Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")),
                Encoding.UTF8.GetBytes(Regex.Replace(text, @": (\d+)(?=,?\s*\n)", ": $1.0")),
                Encoding.UTF8.GetBytes(Regex.Replace(text, @"150(?=[,\s])", "1.5e2")),
                Encoding.UTF8.GetBytes("// Tried in May.\n" + Regex.Replace(text, @"(\d)(\s+\})", "$1,$2")),
            ],
            file =>
            {
                var reading = ProgrammeReader.Read(file);
                Assert.Empty(reading.Problems);
                Assert.Equal(ProgrammeFiles.Japan, reading.Programme);
            });
    }

    [Theory]
    [InlineData("presence.radiusMetres", "150.5")]
    [InlineData("presence.radiusMetres", "\"150\"")]
    [InlineData("presence.radiusMetres", "3e9")]
    [InlineData("version", "1e40")]
    public void What_is_no_whole_number_is_named(string field, string value)
    {
        var problem = Assert.Single(Read((field, value)).Problems);
        Assert.Equal(field, problem.Path);
        Assert.Contains("whole number", problem.Fix, StringComparison.Ordinal);
    }

    /// <summary>Some prompts lay before the moment at which they were drawn, and came up to two hours late.</summary>
    [Theory]
    [InlineData("00:00", "23:59", "11:00", "location.windowTo")]
    [InlineData("06:00", "23:59", "00:30", "location.windowTo")]
    [InlineData("01:00", "23:01", "11:00", "location.windowTo")]
    [InlineData("01:00", "23:00", "11:00", null)]
    [InlineData("08:00", "23:59", "11:00", null)]
    public void A_window_leaves_time_to_draw_the_next_day(string from, string to, string pushAt, string? named)
    {
        var reading = Read(
            ("location.windowFrom", $"\"{from}\""), ("location.windowTo", $"\"{to}\""), ("health.pushAt", $"\"{pushAt}\""));
        Assert.Equal(named, reading.Problems.SingleOrDefault()?.Path);
        Assert.All(reading.Problems, each => Assert.Contains("next day is drawn", each.Fix, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:00", "22:00", "calls.windowTo")]
    [InlineData("00:01", "22:00", null)]
    public void The_window_of_calls_leaves_time_for_drawing_and_notice(string from, string to, string? named) => Assert.Equal(
        named,
        Read(("calls.windowFrom", $"\"{from}\""), ("calls.windowTo", $"\"{to}\"")).Problems.SingleOrDefault()?.Path);

    /// <summary>Every accepted window, on every night of two years, also those in which the clocks change.</summary>
    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("Europe/London")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Santiago")]
    public void No_accepted_window_begins_before_it_is_drawn(string zone)
    {
        var (taken, refused) = (0, 0);
        for (var from = 0; from < 180; from += 30)
        {
            for (var to = 1_300; to < 1_440; to += 23)
            {
                var reading = Read(
                    ("zone", $"\"{zone}\""), ("location.windowFrom", $"\"{Time(from):HH:mm}\""),
                    ("location.windowTo", $"\"{Time(to):HH:mm}\""));
                if (reading.Programme is not { } programme)
                {
                    refused++;
                    continue;
                }

                taken++;
                for (var day = new DateOnly(2026, 1, 1); day.Year < 2028; day = day.AddDays(1))
                {
                    var drawn = programme.Zone.At(day, programme.Location.WindowTo) + Limits.PlanningSpread;
                    Assert.True(drawn <= programme.Zone.At(day.AddDays(1), programme.Location.WindowFrom));
                }
            }
        }

        Assert.True(taken > 5 && refused > 5, $"{taken} {refused}");

        static TimeOnly Time(int minutes) => new(minutes / 60, minutes % 60);
    }

    [Fact]
    public void All_problems_are_told_at_once_and_each_once()
    {
        var reading = Read(("zone", "\"Mars\""), ("location.windowTo", "\"late\""), ("health.dueBy", "\"10:00\""));
        Assert.Equal(["zone", "location.windowTo", "health.dueBy"], reading.Problems.Select(problem => problem.Path));
        Assert.StartsWith("zone: Give", reading.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contact", 5)]
    [InlineData("calls", 18)]
    public void A_missing_section_names_all_its_fields(string section, int fields)
    {
        var reading = Read((section, "null"));
        Assert.Equal(fields, reading.Problems.Length);
        Assert.All(reading.Problems, problem => Assert.StartsWith($"{section}.", problem.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"version": 1, "version": 1}""")]
    public void Something_else_is_no_programme(string json)
    {
        var reading = ProgrammeReader.Read(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Null(reading.Programme);
        Assert.NotEmpty(reading.Problems);
    }

    private static void CheckCalls(CallRules calls)
    {
        Assert.Equal((1, 2), (calls.PerDayMin, calls.PerDayMax));
        Assert.Equal((new TimeOnly(9, 0), new TimeOnly(20, 0)), (calls.WindowFrom, calls.WindowTo));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(45)), (calls.Notice, calls.Ring));
        Assert.Equal((TimeSpan.FromMinutes(15), 2), (calls.RetryAfter, calls.Retries));
        Assert.Equal((TimeSpan.FromMinutes(3), 7), (calls.Queue, calls.StillDays));
        Assert.True(calls.ResumeAfter < TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromSeconds((2 * (45 + 900)) + 45 + 75 + 20), calls.Longest);
    }

    private static ProgrammeReading Read(params (string Field, string Value)[] changes)
    {
        var name = changes.Any(change => change.Value == "337") ? "australia-2021.1" : "japan-2021.1";
        var document = JsonNode.Parse(ProgrammeFiles.Bytes(name))!;
        foreach (var (field, value) in changes)
        {
            var path = field.Split('.');
            var section = path.Length == 1 ? document : document[path[0]]!;
            section[path[^1]] = JsonNode.Parse(value);
        }

        return ProgrammeReader.Read(JsonSerializer.SerializeToUtf8Bytes(document));
    }
}
