\* expect: NoModule 1:1
A == 1
