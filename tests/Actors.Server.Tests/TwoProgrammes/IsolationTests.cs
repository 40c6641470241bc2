using System.Globalization;
using System.Text;
using System.Text.Json;
using Actors.Client;
using Actors.Domain.Access;
using Actors.Domain.Inspection;
using Actors.Domain.Programmes;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Storage.Databases;
using Actors.Testing;

namespace Actors.Server.Tests.TwoProgrammes;

/// <summary>
/// Phones and staff of every role do random things in two programmes of one installation, with the same passports, names and
/// telephone numbers, also with ids, addresses and keys of the other one. After each operation no row of the other programme
/// has changed, and no answer holds anything of it.
/// </summary>
public sealed class IsolationTests
{
    private const int Passports = 4;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Nothing_that_one_programme_does_touches_or_shows_the_other(ulong seed) => RunAsync(seed, 100);

    [Fact(Explicit = true)]
    public async Task The_same_for_a_long_time()
    {
        for (var seed = 1_000ul; seed < 1_050; seed++)
        {
            await RunAsync(seed, 300);
        }
    }

    private static async Task RunAsync(ulong seed, int count)
    {
        await using var server = await TwoProgrammesServer.StartAsync();
        var run = new Run(server, new SeededRandom(seed));
        await run.PrepareAsync();
        for (var number = 0; number < count; number++)
        {
            await run.StepAsync($"seed {seed}, operation {number}");
        }

        Assert.True(run.Effective > count / 4, $"Only {run.Effective} of {count} operations did something.");
    }

    private sealed class Listener : PhoneListener;

    private sealed class Run(TwoProgrammesServer server, SeededRandom random)
    {
        /// <summary>How many operations changed something of their own programme.</summary>
        public int Effective { get; private set; }

        /// <summary>What the operation sent itself may come back.</summary>
        private readonly HashSet<string> _sent = [];

        private (string Name, Func<Side, Side, Task<string>> DoAsync)[] Operations =>
        [
            ("register", RegisterAsync),
            ("register", RegisterAsync),
            ("register with a key of the other programme", RegisterAgainAsync),
            ("token", (own, _) => ByPhoneAsync(own, async phone =>
            {
                var issued = await phone.Client.IssueTokenAsync(Cancelled);
                phone.Token = issued.Token;
                return issued;
            })),
            ("read", (own, _) => ByPhoneAsync(own, async phone => await phone.Client.ReadAsync(phone.Token ?? "", Cancelled))),
            ("correct", (own, _) => ByPhoneAsync(own, phone => Done(phone.Client.CorrectAsync(Details(own), Cancelled)))),
            ("uphold", (own, _) => ByPhoneAsync(own, phone => Done(phone.Client.UpholdAsync(Cancelled)))),
            ("companion", AddCompanionAsync),
            ("arrive", (own, _) => ByPhoneAsync(own, phone => Done(
                phone.Client.ArriveAsync(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1), Cancelled)))),
            ("settle takeover", (own, other) => ByPhoneAsync(own, phone => Done(phone.Client.SettleTakeoverAsync(
                new(random.Next(0, 2) == 0, Sent(Any(null, [.. own.People, .. other.People]))), Cancelled)))),
            ("code", (own, _) => ByPhoneAsync(own, async phone => await phone.Client.TryCodeAsync(
                $"{random.Next(0, 100_000_000):D8}", Cancelled))),
            ("mode", (own, _) => ByPhoneAsync(own, phone => Done(phone.Client.SetModeAsync(
                random.Next(0, 2) == 0 ? PhoneMode.Normal : PhoneMode.HealthMonitoring, Cancelled)))),
            ("hub", CallHubAsync),
            ("hub", CallHubAsync),
            ("import", (own, other) => ByStaffAsync(own, other, HttpMethod.Post, "roster", "/imports", Csv(own), "text/csv")),
            ("import", (own, other) => ByStaffAsync(own, other, HttpMethod.Post, "roster", "/imports", Csv(own), "text/csv")),
            ("list", (own, other) => ByStaffAsync(own, other, HttpMethod.Get, "roster", "/rows")),
            ("add row", (own, other) => ByStaffAsync(own, other, HttpMethod.Post, "roster", "/rows", Row(own))),
            ("correct row", (own, other) => ByStaffAsync(own, other, HttpMethod.Put, "roster", AnyRow(own, other), Row(own))),
            ("delete row", (own, other) => ByStaffAsync(own, other, HttpMethod.Delete, "roster", AnyRow(own, other))),
            ("centres", (own, other) => ByStaffAsync(
                own, other, HttpMethod.Post, "centres", random.Next(0, 2) == 0 ? "/imports" : "/imports?replace=true",
                Centres(own), "text/csv")),
            ("find centres", (own, other) => ByStaffAsync(
                own, other, HttpMethod.Get, "centres", "?municipality=%E6%B8%AF%E5%8C%BA")),
            ("board", (own, other) => ByStaffAsync(
                own, HttpMethod.Get, $"/board/snapshot?programme={Any(own, [other]).Programme}")),
            ("people", (own, _) => ByStaffAsync(own, HttpMethod.Get, "/staff/people")),
            ("invite", (own, other) => ByStaffAsync(
                own, HttpMethod.Post, "/staff/people",
                $"name=New&mail=p{random.Next(0, 10_000)}@{own.Programme}.example&role=clinic&programme="
                + Any(own, [other]).Programme, "application/x-www-form-urlencoded")),
            ("change account", (own, other) => ByStaffAsync(
                own, HttpMethod.Post, "/staff/people" + Any("/roles", ["/closing", "/invitation"]),
                $"account={Sent(Any(other.Accounts[0], other.Accounts))}&role=auditor&programme={own.Programme}",
                "application/x-www-form-urlencoded")),
            ("look up", (own, _) => ByStaffAsync(own, HttpMethod.Post, "/staff/airport/search", Json(("text", Fields(own)[0])))),
            ("open", (own, other) => AtDeskAsync(own, other, "")),
            ("checklist", (own, other) => ByStaffAsync(
                own, HttpMethod.Get, $"/staff/airport/people/{AnyPerson(own, other)}/checklist")),
            ("mark", MarkAsync),
            ("mark", MarkAsync),
            ("tests", (own, other) => AtDeskAsync(own, other, "/tests")),
            ("details", (own, other) => AtDeskAsync(
                own, other, "/details", ("passportNumber", Fields(own)[0]), ("birthDate", "1990-02-03"), ("surname", "TESTER"),
                ("givenName", "ANNA"), ("person", AnyPerson(own, other)))),
            ("rental", (own, other) => AtDeskAsync(
                own, other, "/rental", ("vendor", own.Mark), ("contract", own.Mark), ("returnBy", "2030-01-02"))),
            ("settle at the desk", (own, other) => AtDeskAsync(own, other, "/phone", ("isAllowed", random.Next(0, 2) == 0))),
            ("pass", (own, other) => AtDeskAsync(own, other, "/passing", ("landedAt", "00:05"))),
            ("hold", (own, other) => RetainAsync(own, other, "/holds")),
            ("release", (own, other) => RetainAsync(own, other, "/releases")),
            ("erase", (own, other) => RetainAsync(own, other, "/erasures")),
            ("retention", (own, _) => ByStaffAsync(own, HttpMethod.Get, "/staff/retention")),
        ];

        /// <summary>So that there is something to touch: rows, people and centres in both programmes.</summary>
        public async Task PrepareAsync()
        {
            foreach (var side in new[] { server.Japan, server.England })
            {
                foreach (var (method, path, body, type) in new[]
                {
                    (HttpMethod.Post, $"/staff/roster/{side.Programme}/imports", Csv(side), "text/csv"),
                    (HttpMethod.Post, $"/staff/roster/{side.Programme}/rows", Row(side), "application/json"),
                    (HttpMethod.Post, $"/staff/centres/{side.Programme}/imports", Centres(side), "text/csv"),
                })
                {
                    var (status, text) = await server.SendAsync(side.Staff[StaffRole.Supervisor], method, path, body, type);
                    Assert.True(status == 200, text);
                }

                for (var number = 0; number < 3; number++)
                {
                    await RegisterAsync(side, side);
                }

                await server.SettleAsync();
                side.Rows = await ReadRowIdsAsync(side);
            }
        }

        public async Task StepAsync(string number)
        {
            var (own, other) = random.Next(0, 2) == 0 ? (server.Japan, server.England) : (server.England, server.Japan);
            var (ownBefore, before) = (await server.ReadRowsAsync(own), await server.ReadRowsAsync(other));
            var (name, doAsync) = Operations[random.Next(0, Operations.Length)];
            _sent.Clear();
            string answer;
            try
            {
                answer = await doAsync(own, other);
            }
            catch (Exception refused) when (refused is RegistrationRefusedException or RefusedException or SignInRefusedException)
            {
                answer = refused.Message;
            }

            await server.SettleAsync();
            own.Rows = await ReadRowIdsAsync(own);
            Effective += ownBefore.SequenceEqual(await server.ReadRowsAsync(own)) ? 0 : 1;
            var where = $"{number}: {name} in {own.Programme}";
            var after = await server.ReadRowsAsync(other);
            Assert.True(
                before.SequenceEqual(after),
                $"{where} changed {string.Join('\n', before.Except(after).Concat(after.Except(before)))}");
            Assert.DoesNotContain(
                other.Secrets, secret => !_sent.Contains(secret) && answer.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        private static async Task<object> Done(Task task)
        {
            await task;
            return "";
        }

        private T Any<T>(T first, IReadOnlyCollection<T> others) =>
            random.Next(0, 1 + others.Count) is > 0 and var at ? others.ElementAt(at - 1) : first;

        private string? Sent(string? id)
        {
            _sent.Add(id ?? "");
            return id;
        }

        private async Task<List<string>> ReadRowIdsAsync(Side side)
        {
            var ids = new List<string>();
            await using var connection = await server.Database.OpenAsync(Cancelled);
            await using var command = connection.Command(
                "SELECT record_id FROM roster WHERE programme = @programme", ("programme", side.Programme));
            await using var reader = await command.ExecuteReaderAsync(Cancelled);
            while (await reader.ReadAsync(Cancelled))
            {
                ids.Add(reader.GetString(0));
            }

            return ids;
        }

        private async Task<string> RegisterAsync(Side own, Side other)
        {
            var phone = new FuzzedPhone(server.Http);
            own.Phones.Add(phone);
            return await RegisterAsync(own, phone);
        }

        private async Task<string> RegisterAgainAsync(Side own, Side other) => other.Phones.Count == 0
            ? ""
            : await RegisterAsync(own, Any(other.Phones[0], other.Phones), isOther: true);

        private async Task<string> RegisterAsync(Side own, FuzzedPhone phone, bool isOther = false)
        {
            _sent.Add(phone.Key.Person);
            var answer = await phone.Client.RegisterAsync(
                own.Programme,
                new("", "en", "1.0.0", "iOS 16.4", Consents(), new(true, true, true, true), Details(own), default), Cancelled);
            Assert.False(isOther, "A key of the other programme was taken.");
            own.People.Add(answer.Person);
            return JsonSerializer.Serialize(answer);
        }

        private Task<string> AddCompanionAsync(Side own, Side other) => ByPhoneAsync(own, async phone =>
        {
            var answer = await phone.Client.AddCompanionAsync(
                new($"00000000000000a{random.Next(0, 3)}", Consents(), Details(own), default), Cancelled);
            own.People.Add(answer.Person);
            return answer;
        });

        private async Task<string> ByPhoneAsync(Side own, Func<FuzzedPhone, Task<object>> doAsync) => own.Phones.Count == 0
            ? ""
            : JsonSerializer.Serialize(await doAsync(Any(own.Phones[0], own.Phones)));

        private Task<string> CallHubAsync(Side own, Side other) => ByPhoneAsync(own, async phone =>
        {
            phone.Token = (await phone.Client.IssueTokenAsync(Cancelled)).Token;
            await using var client = new EntrantClient(
                phone.Token, new() { Server = server.Http.BaseAddress!, Platform = "test" }, new Listener());
            var welcome = JsonSerializer.Serialize(await client.StartAsync(Cancelled));
            var now = TimeProvider.System.GetUtcNow();
            var fix = new Fix(35.6 + (random.Next(0, 100) / 1_000.0), 139.7, 20, now);
            var person = Sent(Any(null, [.. own.People, .. other.People]));
            var command = CommandId.Draw().ToString();
            var answer = random.Next(0, 8) switch
            {
                0 => (object)await client.GetHomeAsync(person, Cancelled),
                1 => await client.GetTimelineAsync(null, person, Cancelled),
                2 => await client.CheckInAsync(fix, now, person, Cancelled),
                3 => await client.ReportLocationAsync(fix, now, null, person, Cancelled),
                4 => await client.SendAsync(new HealthReport(command, now, [], 36.5m, own.Mark, null, person), Cancelled),
                5 => await Done(client.ConfirmDeliveryAsync(new([command], person), Cancelled)),
                6 => await Done(client.ConfirmOpenedAsync(new(command, person), Cancelled)),
                _ => await Done(client.RequestCallAsync(Cancelled)),
            };
            return welcome + JsonSerializer.Serialize(answer);
        });

        /// <summary>By a role that may do it, or by any; at the own address, or at that of the other programme.</summary>
        private Task<string> ByStaffAsync(
            Side own, Side other, HttpMethod method, string area, string path, string? body = null,
            string type = "application/json") =>
            ByStaffAsync(own, method, $"/staff/{area}/{Any(own, [own, own, other]).Programme}{path}", body, type);

        private async Task<string> ByStaffAsync(
            Side own, HttpMethod method, string path, string? body = null, string type = "application/json")
        {
            var isOfPeople = path.StartsWith("/staff/people", StringComparison.Ordinal);
            var usual = isOfPeople ? StaffRole.Administrator
                : path.StartsWith("/staff/airport", StringComparison.Ordinal) ? StaffRole.AirportOfficer
                : StaffRole.Supervisor;
            var role = random.Next(0, 3) > 0 ? usual : Any(usual, StaffRoleNames.All);
            var (status, text) = await server.SendAsync(own.Staff[role], method, path, body, type);
            Assert.True(status < 500, text);
            return text;
        }

        private Task<string> MarkAsync(Side own, Side other) => AtDeskAsync(
            own, other, "/marks", ("item", Any(CheckItem.Pledge, Enum.GetValues<CheckItem>()).ToString()),
            ("mark", Any(CheckMark.Met, Enum.GetValues<CheckMark>()).ToString()));

        private Task<string> AtDeskAsync(Side own, Side other, string path, params (string Name, object? Value)[] order) =>
            ByStaffAsync(own, HttpMethod.Post, $"/staff/airport/people/{AnyPerson(own, other)}{path}", Json(order));

        private Task<string> RetainAsync(Side own, Side other, string path) => ByStaffAsync(
            own, HttpMethod.Post, $"/staff/retention{path}",
            Json(("person", AnyPerson(own, other)), ("reason", "Legal"), ("reference", $"case:{random.Next(0, 2):x16}")));

        private string AnyPerson(Side own, Side other) =>
            Sent(Any(own.People.First(), [.. own.People, .. own.People, .. other.People]))!;

        private static string Json(params (string Name, object? Value)[] fields) =>
            JsonSerializer.Serialize(fields.ToDictionary(field => field.Name, field => field.Value));

        private string AnyRow(Side own, Side other) =>
            $"/rows/{Sent(Any(new string('0', 32), [.. own.Rows, .. other.Rows]))}";

        private string Centres(Side own) =>
            $"municipality,name,phones\n,{own.Mark} line,03123456{random.Next(10, 99)}\n港区,{own.Mark},0311112222\n";

        private string Csv(Side own)
        {
            var csv = new StringBuilder(
                "passport number,date of birth,surname,given names,arrival date,flight,email,phone,place of stay\n");
            for (var row = random.Next(1, 4); row > 0; row--)
            {
                csv.Append(string.Join(',', Fields(own))).Append('\n');
            }

            return csv.ToString();
        }

        private string Row(Side own) => JsonSerializer.Serialize(
            Fields(own).Zip(
                (string[])["passportNumber", "birthDate", "surname", "givenNames", "arrivalDate", "flight", "email", "phone",
                    "placeOfStay"])
                .ToDictionary(field => field.Second, field => field.First));

        private string[] Fields(Side own) =>
        [
            $"TK100000{random.Next(0, Passports)}", random.Next(0, 2) == 0 ? "1990-02-03" : "1991-03-04", "TESTER",
            random.Next(0, 2) == 0 ? "ANNA" : "HANA",
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date).ToString("O", CultureInfo.InvariantCulture),
            own.Flight, $"anna@{own.Programme}.example", "+819012345678", own.Mark,
        ];

        private TypedDetails Details(Side own)
        {
            var fields = Fields(own);
            var born = DateOnly.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture);
            var typed = new TypedDate(born.Year, born.Month, born.Day);
            return new(fields[0], fields[0], typed, typed, fields[2], fields[3]);
        }

        private static IReadOnlyList<ConsentGiven> Consents() =>
            [.. Enum.GetValues<ConsentKind>().Select(kind => new ConsentGiven(kind, 1, TimeProvider.System.GetUtcNow()))];
    }
}
