// A chain of point-to-point links in ns-3, store and forward: what bench/ns3.ts compares the simulation with.
// Arguments: bytes of each message, comma-separated; then for each link rate in bit/s and delay in microseconds, as RATE:DELAY.
// Prints one line for each message and node: node, message, nanoseconds since all were handed to the first link.
#include "ns3/core-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include <cstdio>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

static std::vector<Ptr<NetDevice>> outgoing; // of node i, towards node i + 1
static std::map<uint64_t, uint32_t> numberOf; // of packets, by their id

static void sendOn(uint32_t node, Ptr<Packet> packet)
{
    outgoing[node]->Send(packet, Mac48Address("ff:ff:ff:ff:ff:ff"), 0x0800);
}

static bool arrived(uint32_t node, Ptr<NetDevice>, Ptr<const Packet> packet, uint16_t, const Address&)
{
    std::printf("%u %u %lld\n", node, numberOf[packet->GetUid()], static_cast<long long>(Simulator::Now().GetNanoSeconds()));
    if (node < outgoing.size()) sendOn(node, packet->Copy());
    return true;
}

int main(int argc, char** argv)
{
    Time::SetResolution(Time::NS);
    const uint32_t links = argc - 2;
    NodeContainer nodes;
    nodes.Create(links + 1);
    for (uint32_t link = 0; link < links; link++)
    {
        const std::string text = argv[link + 2];
        const auto colon = text.find(':');
        PointToPointHelper helper;
        helper.SetDeviceAttribute("DataRate", StringValue(text.substr(0, colon) + "bps"));
        helper.SetChannelAttribute("Delay", StringValue(text.substr(colon + 1) + "us"));
        helper.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("100000p"));
        NetDeviceContainer ends = helper.Install(nodes.Get(link), nodes.Get(link + 1));
        outgoing.push_back(ends.Get(0));
        ends.Get(1)->SetReceiveCallback(MakeBoundCallback(&arrived, link + 1));
    }
    std::stringstream sizes(argv[1]);
    std::string size;
    for (uint32_t n = 0; std::getline(sizes, size, ','); n++)
    {
        // the device adds two bytes of its own
        Ptr<Packet> packet = Create<Packet>(std::stoul(size) - 2);
        numberOf[packet->GetUid()] = n;
        Simulator::Schedule(Seconds(0), &sendOn, 0u, packet);
    }
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
