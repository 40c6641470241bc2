using System.Globalization;
using Actors.Grains.Entrants;
using Actors.Grains.Scheduling;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Server.Hosting;
using Actors.Server.Operations;
using Actors.Server.Phones;
using Actors.Storage.Hosting;
using Actors.Storage.ReadModels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Actors.Benchmarks.Wire;

/// <summary>A web server as a process of its own, so that what it takes can be told from what its callers take.</summary>
internal static class WireServer
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "--wire";

    /// <summary>What it says when it listens; its address follows.</summary>
    public const string Ready = "ready";

    /// <summary>What it says for each phone that may sign in; the token follows.</summary>
    public const string Token = "token";

    private const string Empty = "empty";
    private const string Fed = "fed";
    private const string Unfed = "unfed";

    /// <summary>The arguments of a server whose hub does nothing.</summary>
    public static IReadOnlyList<string> EmptyArguments { get; } = [Verb, Empty];

    /// <summary>The arguments of the real server.</summary>
    /// <param name="storage">Where everything is kept.</param>
    /// <param name="keyFile">The keys of personal data.</param>
    /// <param name="phones">How many sign in.</param>
    /// <param name="isFed">Whether the read models are fed meanwhile, which is no part of the path of a report.</param>
    public static IReadOnlyList<string> Arguments(StorageOptions storage, string keyFile, int phones, bool isFed) =>
    [
        Verb, storage.Kind.ToString(), storage.Kind == StorageKind.Sqlite ? storage.Path : storage.ConnectionString, keyFile,
        phones.ToString(CultureInfo.InvariantCulture), isFed ? Fed : Unfed,
    ];

    /// <summary>Runs until its input ends.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        await using var app = args[1] == Empty ? BuildEmpty() : Build(args);
        await app.StartAsync();
        if (args[1] != Empty)
        {
            await WireGuests.AdmitAsync(app.Services, int.Parse(args[4], CultureInfo.InvariantCulture));
        }

        await Console.Out.WriteLineAsync($"{Ready} {app.Urls.First()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static WebApplication BuildEmpty()
    {
        var builder = CreateBuilder();
        builder.Services.Configure<JsonHubProtocolOptions>(
            json => json.PayloadSerializerOptions = ProtocolJson.CreateOptions());
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<EmptyHub>(IEntrantHub.Path, connection => connection.Transports = HttpTransportType.WebSockets);
        return app;
    }

    /// <summary>As the server itself is put together, without its pages. Its phones may talk as much as they like.</summary>
    private static WebApplication Build(IReadOnlyList<string> args)
    {
        var builder = CreateBuilder(
            ("Storage:Kind", args[1]), ("Storage:Path", args[2]), ("Storage:ConnectionString", args[2]),
            ("PersonalData:KeyFile", args[3]), ("EntrantHub:MessageBurst", "100000"), ("EntrantHub:MessagesPerSecond", "100000"));
        builder.AddStorage();
        builder.Services.AddProgrammes(builder.Configuration);
        builder.AddCluster();
        builder.Services.AddEntrants();
        builder.Services.AddSweepers();
        builder.Services.AddPhones();
        builder.Services.AddCalls();
        builder.Services.AddReadModels();
        if (args[5] == Unfed)
        {
            builder.Services.RemoveAll<IReadModel>();
        }

        var app = builder.Build();
        app.MapPhones();
        return app;
    }

    private static WebApplicationBuilder CreateBuilder(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Urls", "http://127.0.0.1:0"))
                .Select(each => KeyValuePair.Create<string, string?>(each.Item1, each.Item2)));
        builder.Logging.ClearProviders();
        return builder;
    }
}
