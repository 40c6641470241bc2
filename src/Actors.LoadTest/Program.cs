using System.CommandLine;
using Actors.LoadTest.Commands;

const int wrongUsage = 2;

var root = new RootCommand("Simulates people in quarantine and checks the records of the server.")
{
    LifeCommand.Create(), CallsCommand.Create(),
};
var parsed = root.Parse(args);
var exit = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? wrongUsage : exit;
