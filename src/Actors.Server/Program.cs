using Actors.Grains.Entrants;
using Actors.Grains.Sweepers;
using Actors.Server.Board;
using Actors.Server.Calls;
using Actors.Server.Commands;
using Actors.Server.Demo;
using Actors.Server.Development;
using Actors.Server.Health;
using Actors.Server.Hosting;
using Actors.Server.Hubs;
using Actors.Server.OpenApi;
using Actors.Server.ReadModels;
using Actors.Server.Status;

try
{
    // Settings stand beside the program, wherever it is started from; data is kept where it is started.
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    // Fictional people, and how fast they live, where they are asked for.
    builder.AddDemo();

    // What is stored, under which keys. First, so that it starts first and stops last.
    builder.AddStorage();

    // The rules, the grains, and what wakes them.
    builder.AddProgrammes();
    builder.AddCluster();
    builder.Services.AddEntrants();
    builder.Services.AddSweepers();
    builder.Services.AddHealth();
    builder.AddDevelopment();

    // Whom phones talk to, and what looks at their cameras.
    builder.Services.AddEntrantHub();
    builder.Services.AddCalls();

    // What is to be seen of it.
    builder.Services.AddReadModels();
    builder.Services.AddBoard();
    builder.AddApiDescription();

    var app = builder.Build();

    // "verify-access-log" and its like do their work and end.
    if (ServerCommands.Find(args) is { } command)
    {
        return await command.RunAsync(app.Services);
    }

    app.MapHealth();
    app.MapBoard();
    app.MapStatus();
    app.MapApiDescription();
    app.MapEntrantHub();
    app.MapDevelopment();

    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } reason)
{
    await Console.Error.WriteLineAsync(reason);
    return 1;
}

/// <summary>The server, for tests.</summary>
public partial class Program;
