using Actors.Grains.Entrants;
using Actors.Grains.Scheduling;
using Actors.Notifications;
using Actors.Server.Board;
using Actors.Server.Calls;
using Actors.Server.Demo;
using Actors.Server.Hosting;
using Actors.Server.Operations;
using Actors.Server.Operations.Commands;
using Actors.Server.PhoneApp;
using Actors.Server.Phones;
using Actors.Server.Receipts;
using Actors.Server.Registration;
using Actors.Server.Staff;
using Actors.Server.Staff.Roster;

// --help and mistakes are answered, and commands on files run, without settings.
var commandLine = ServerCommandLine.Parse(args);
if (!commandLine.NeedsServer)
{
    return await commandLine.RunAsync();
}

try
{
    // Settings and programmes stand beside the program, data in the folder where it starts. Unknown settings are refused.
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = commandLine.Settings, ContentRootPath = AppContext.BaseDirectory });
    commandLine.CheckSettings(builder.Configuration);

    // Trials: fictional people, and the speed at which they live.
    builder.Services.AddDemo(builder.Configuration);

    // Storage first among the services, so that it starts first and stops last.
    builder.AddStorage(commandLine.Serves);
    builder.Services.AddReadModels();

    // Programmes, grains, and the sweepers that wake grains when something is due.
    builder.Services.AddProgrammes(builder.Configuration);
    builder.AddCluster();
    builder.Services.AddEntrants();
    builder.Services.AddSweepers();

    // Who is expected, and which centre serves which area.
    builder.Services.AddRoster();

    // Messages to people whom the connected app does not reach.
    builder.Services.AddChannels(Installation.IsForTrials(builder.Configuration));

    // Staff, phones, how they are registered, and the video calls with them.
    builder.AddStaff();
    builder.Services.AddPhones();
    builder.Services.AddRegistration();
    builder.Services.AddCalls();

    // The board on the wall, what operators use, and what strangers may do.
    builder.Services.AddBoard();
    builder.AddOperations();

    var app = builder.Build();

    if (!commandLine.Serves)
    {
        return await commandLine.RunAsync(app.Services);
    }

    app.MapPhones();
    app.MapPhoneApp();
    app.MapRegistration();
    app.MapReceipts();
    app.MapBoard();
    app.MapOperations();
    app.MapRoster();
    app.MapDemo();

    return await ServerCommandLine.ServeAsync(app);
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } reason)
{
    return await StartFailure.ReportAsync(reason);
}

/// <summary>The server, for tests.</summary>
public partial class Program;
