using System.CommandLine;
using Actors.LoadTest.Commands;

const int wrongUsage = 2;
var stopLimit = TimeSpan.FromSeconds(20);

var root = new RootCommand("Simulates people in quarantine and checks the records of the server.")
{
    LifeCommand.Create(), CallsCommand.Create(), ClusterCommand.Create(),
};
var parsed = root.Parse(args);
var exit = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = stopLimit });
return parsed.Errors.Count > 0 ? wrongUsage : exit;

/// <summary>Not public: the server has a program of that name.</summary>
internal partial class Program;
