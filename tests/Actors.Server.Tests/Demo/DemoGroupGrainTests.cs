using System.Collections.Immutable;
using System.Threading.Channels;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Server.Demo;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Server.Tests.Demo;

public sealed class DemoGroupGrainTests(PostgresFixture postgres) : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2021, 4, 5, 9, 0, 0, TimeSpan.FromHours(9));

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task People_of_the_demo_are_connected_again_after_a_restart()
    {
        ImmutableArray<DemoPerson> before;
        await using (var first = Start(Morning, out var calls))
        {
            before = await FillAsync(first);
            await calls.TakeConnectedAsync(OnlineAt(Morning, first, before));
            Assert.Equal(before.Length, before.Select(person => person.Person).Intersect(calls.Begun).Count());
        }

        await using var second = Start(Morning, out var callsAfter);
        Assert.Equal(before, await FillAsync(second));
        await callsAfter.TakeConnectedAsync(OnlineAt(Morning, second, before));
        Assert.DoesNotContain(nameof(IEntrantGrain.StartStayAsync), callsAfter.Methods);
    }

    [Fact]
    public async Task People_whose_stay_ended_while_the_demo_was_off_are_replaced_by_others_in_mid_stay()
    {
        ImmutableArray<DemoPerson> before;
        await using (var first = Start(Morning, out var calls))
        {
            before = await FillAsync(first);
            await calls.TakeConnectedAsync(OnlineAt(Morning, first, before));
        }

        var later = Morning.AddDays(60);
        await using var second = Start(later, out var callsAfter);
        var after = await FillAsync(second);
        await callsAfter.TakeConnectedAsync(OnlineAt(later, second, after));
        Assert.Empty(after.IntersectBy(before.Select(person => person.Person), person => person.Person));
        Assert.Equal(before.Select(person => person.FirstDay.AddDays(60)), after.Select(person => person.FirstDay));
        Assert.True(after.Select(person => person.FirstDay).Distinct().Count() > 5);
    }

    [Fact]
    public async Task Servers_that_join_and_leave_change_where_phones_run()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancelled);
        await using var leaving = Start(Morning, out var callsBefore, Cluster("leaving"));
        var people = await FillAsync(leaving);
        await callsBefore.TakeConnectedAsync(OnlineAt(Morning, leaving, people));

        await using var staying = Start(Morning, out var calls, Cluster("staying"));
        var share = await ReadPeopleAsync(staying, DemoPeople.GroupsOf(Silo(staying), [Silo(leaving), Silo(staying)]));
        await calls.TakeConnectedAsync(OnlineAt(Morning, staying, share));

        await leaving.DisposeAsync();
        await calls.TakeConnectedAsync(OnlineAt(Morning, staying, people));
        Assert.Equal(people, await FillAsync(staying));

        (string, string)[] Cluster(string name) =>
        [
            ("Cluster:Kind", "AdoNet"), ("Storage:Kind", "Postgres"), ("Storage:ConnectionString", connection),
            ("Storage:ServerId", name),
        ];
    }

    private static IEnumerable<string> OnlineAt(DateTimeOffset at, ServerFactory server, IEnumerable<DemoPerson> people)
    {
        var programmes = server.Services.GetRequiredService<ProgrammeCatalogue>();
        return people
            .Where(person => person.Draw(programmes.Newest(person.Programme).Zone).IsOnline(at))
            .Select(person => person.Person);
    }

    /// <summary>Lets each group fill its places, and reads the people of all groups.</summary>
    private static async Task<ImmutableArray<DemoPerson>> FillAsync(ServerFactory server)
    {
        var groups = Enumerable.Range(0, DemoGroup.Count);
        foreach (var group in groups)
        {
            await Group(server, group).LiveAsync(Silo(server));
        }

        var people = await ReadPeopleAsync(server, groups);
        Assert.Equal(10, people.Length);
        return people;
    }

    private static async Task<ImmutableArray<DemoPerson>> ReadPeopleAsync(ServerFactory server, IEnumerable<int> groups)
    {
        var storage = server.Services.GetRequiredService<IGrainStorage>();
        var people = ImmutableArray.CreateBuilder<DemoPerson>();
        foreach (var group in groups)
        {
            var state = new GrainState<DemoGroup>();
            await storage.ReadStateAsync("demo-group", Group(server, group).GetGrainId(), state, Cancelled);
            people.AddRange(state.State!.Places);
        }

        return people.ToImmutable();
    }

    private static IDemoGroupGrain Group(ServerFactory server, int number) =>
        server.Services.GetRequiredService<IGrainFactory>().GetGrain<IDemoGroupGrain>(number);

    private static SiloAddress Silo(ServerFactory server) =>
        server.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>Starts a demo whose clock stands still.</summary>
    private ServerFactory Start(DateTimeOffset at, out EntrantCalls calls, params (string Name, string Value)[] settings)
    {
        var watched = calls = new EntrantCalls();
        var server = new ServerFactory(_folder)
        {
            Replace = services => services.AddSingleton<IOutgoingGrainCallFilter>(watched),
            Settings =
            {
                ["Demo:Enabled"] = "true",
                ["Demo:People"] = "10",
                ["Clock:Speed"] = "0",
                ["Clock:Start"] = at.ToString("O"),
            },
        };
        foreach (var (name, value) in settings)
        {
            server.Settings[name] = value;
        }

        server.UseKestrel(0);
        server.StartServer();
        return server;
    }

    /// <summary>The calls that a server sent to entrants. Hubs call for the phones that are connected to them.</summary>
    private sealed class EntrantCalls : IOutgoingGrainCallFilter
    {
        private readonly Channel<(string Method, string Person)> _calls =
            Channel.CreateUnbounded<(string Method, string Person)>();

        private readonly List<(string Method, string Person)> _taken = [];

        /// <summary>The methods of all calls until now.</summary>
        public IEnumerable<string> Methods => Taken.Select(taken => taken.Method);

        /// <summary>Whose stays have begun until now, companions too.</summary>
        public IEnumerable<string> Begun =>
            Taken.Where(taken => taken.Method == nameof(IEntrantGrain.StartStayAsync)).Select(taken => taken.Person);

        private List<(string Method, string Person)> Taken
        {
            get
            {
                while (_calls.Reader.TryRead(out var call))
                {
                    _taken.Add(call);
                }

                return _taken;
            }
        }

        public async Task Invoke(IOutgoingGrainCallContext context)
        {
            await context.Invoke();
            if (context.Grain is IEntrantGrain)
            {
                _calls.Writer.TryWrite((context.MethodName, context.TargetId.Key.ToString()!));
            }
        }

        /// <summary>Waits until phones of these people have connected to the server.</summary>
        public async Task TakeConnectedAsync(IEnumerable<string> people)
        {
            var awaited = people.Except(ConnectedOf(_taken)).ToHashSet();
            while (awaited.Count > 0)
            {
                var call = await _calls.Reader.ReadAsync(Cancelled);
                _taken.Add(call);
                awaited.ExceptWith(ConnectedOf([call]));
            }
        }

        private static IEnumerable<string> ConnectedOf(IEnumerable<(string Method, string Person)> calls) =>
            calls.Where(call => call.Method == nameof(IEntrantGrain.ConnectAsync)).Select(call => call.Person);
    }
}
